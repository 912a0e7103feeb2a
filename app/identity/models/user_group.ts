import { BaseModel, column, hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import GroupRole from './group_role.ts'

/** People who hold roles together. */
export default class UserGroup extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare name: string

  @column()
  declare nameKey: string

  @column()
  declare description: string | null

  @column()
  declare createdAt: number

  @column()
  declare updatedAt: number

  @hasMany(() => GroupRole, { foreignKey: 'groupId' })
  declare assignments: HasMany<typeof GroupRole>
}
