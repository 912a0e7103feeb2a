import { BaseModel, column } from '@adonisjs/lucid/orm'

export default class Brand extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare slug: string

  @column()
  declare name: string

  @column()
  declare nameKey: string

  @column()
  declare createdAt: number

  @column()
  declare updatedAt: number
}
