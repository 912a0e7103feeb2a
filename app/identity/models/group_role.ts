import { BaseModel, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Brand from './brand.ts'
import Role from './role.ts'

/** A role held by everybody in a group: everywhere, or in one brand. */
export default class GroupRole extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare groupId: string

  @column()
  declare roleId: string

  @column()
  declare brandId: string | null

  @belongsTo(() => Role)
  declare role: BelongsTo<typeof Role>

  @belongsTo(() => Brand)
  declare brand: BelongsTo<typeof Brand>
}
