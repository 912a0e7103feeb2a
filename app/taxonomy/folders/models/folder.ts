import { BaseModel, column } from '@adonisjs/lucid/orm'

const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }

/** A place for assets of one brand; an asset is in one at most (C2). */
export class Folder extends BaseModel {
  static table = 'folders'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare brandId: string
  @column() declare parentId: string | null
  @column() declare siblingOf: string | null
  @column() declare name: string
  @column() declare nameKey: string
  /** 1 for those that stand in no other. */
  @column() declare depth: number
  /** Who may see it: the circle of the nearest restricted folder, itself included, upwards. */
  @column() declare circleId: string | null
  /** Its own circle where it is itself restricted, else ''. */
  @column() declare ownCircle: string
  @column() declare createdBy: string | null
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
  @column(int) declare deletedAt: number | null
  /** The folder by whose deletion it went. */
  @column() declare deletedWith: string | null
}
