import { BaseModel, column } from '@adonisjs/lucid/orm'

const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }

/** A node of a catalogue; an asset may be in many. */
export class Category extends BaseModel {
  static table = 'categories'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare catalogId: string
  @column() declare parentId: string | null
  @column() declare siblingOf: string | null
  @column() declare name: string
  @column() declare nameKey: string
  @column() declare placeKey: string
  /** What another system calls it. */
  @column() declare code: string | null
  @column() declare codeKey: string | null
  @column() declare codeClaim: string | null
  /** 1 for those that stand in no other. */
  @column() declare depth: number
  /** Smaller stands first among siblings. */
  @column(int) declare position: number
  @column() declare createdBy: string | null
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
  @column(int) declare deletedAt: number | null
  /** The category or catalogue by whose deletion it went. */
  @column() declare deletedWith: string | null
}
