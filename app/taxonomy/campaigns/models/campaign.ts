import { BaseModel, column } from '@adonisjs/lucid/orm'

const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }

/** Something a brand does for a time, with the assets that are for it. Not everybody may know of it (S1-70). */
export class Campaign extends BaseModel {
  static table = 'campaigns'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare brandId: string
  @column() declare siblingOf: string | null
  @column() declare name: string
  @column() declare nameKey: string
  @column() declare description: string | null
  /** Days, as YYYY-MM-DD. */
  @column() declare startsOn: string | null
  @column() declare endsOn: string | null
  /** Over: assets keep it, and no more are given it. */
  @column({ consume: Boolean }) declare isArchived: boolean
  /** How many assets have it, those in the trash apart. */
  @column(int) declare assetCount: number
  @column() declare createdBy: string | null
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
  @column(int) declare deletedAt: number | null
}
