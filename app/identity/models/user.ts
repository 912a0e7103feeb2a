import { BaseModel, column, hasMany, manyToMany } from '@adonisjs/lucid/orm'
import type { HasMany, ManyToMany } from '@adonisjs/lucid/types/relations'
import RoleAssignment from './role_assignment.ts'
import UserGroup from './user_group.ts'

export type UserStatus = 'invited' | 'active' | 'disabled'

export default class User extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare email: string

  @column()
  declare emailKey: string

  @column()
  declare name: string

  @column({ serializeAs: null })
  declare passwordHash: string | null

  @column()
  declare status: UserStatus

  @column()
  declare lastSignInAt: number | null

  @column()
  declare createdAt: number

  @column()
  declare updatedAt: number

  @hasMany(() => RoleAssignment)
  declare assignments: HasMany<typeof RoleAssignment>

  @manyToMany(() => UserGroup, { pivotTable: 'group_members', pivotRelatedForeignKey: 'group_id' })
  declare groups: ManyToMany<typeof UserGroup>
}
