import { BaseModel, column } from '@adonisjs/lucid/orm'

const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }

/** A tree of categories in which the assets of one brand, or of all, have their places (C2). */
export class Catalog extends BaseModel {
  static table = 'catalogs'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  /** None orders the assets of all brands. */
  @column() declare brandId: string | null
  @column() declare siblingOf: string | null
  @column() declare name: string
  @column() declare nameKey: string
  @column() declare description: string | null
  @column() declare createdBy: string | null
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
  @column(int) declare deletedAt: number | null
}
