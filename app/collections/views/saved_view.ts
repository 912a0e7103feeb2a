import { BaseModel, column } from '@adonisjs/lucid/orm'

const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }

/** A question about assets by name (S4-06): one person's own, or shared with all who may look into its brand. */
export class SavedView extends BaseModel {
  static table = 'saved_views'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare ownerId: string
  /** Null is every brand that whoever looks may see. */
  @column() declare brandId: string | null
  @column({ consume: Boolean }) declare isShared: boolean
  @column() declare name: string
  @column() declare nameKey: string
  @column() declare question: string
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
  @column(int) declare deletedAt: number | null
}
