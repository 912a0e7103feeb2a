import { BaseModel, column } from '@adonisjs/lucid/orm'

export default class Role extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare slug: string

  @column()
  declare name: string

  @column({ consume: Boolean })
  declare isBuiltIn: boolean

  @column()
  declare createdAt: number

  @column()
  declare updatedAt: number
}
