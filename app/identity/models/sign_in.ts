import { BaseModel, column } from '@adonisjs/lucid/orm'

/** One browser in which a person is signed in. */
export default class SignIn extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare userId: string

  @column({ serializeAs: null })
  declare tokenHash: string

  @column()
  declare ip: string

  @column()
  declare userAgent: string

  @column()
  declare createdAt: number

  @column()
  declare lastSeenAt: number

  @column()
  declare expiresAt: number
}
