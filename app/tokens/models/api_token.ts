import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { Permission } from '#identity'

/** A key for a program that acts in its owner's name. The key itself is kept as its digest only. */
export default class ApiToken extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare userId: string

  @column()
  declare name: string

  @column({ serializeAs: null })
  declare tokenHash: string

  @column()
  declare hint: string

  @column({
    consume: (text: string | null) => text?.split(',') ?? null,
    prepare: (scopes: string[] | null) => scopes?.join(',') ?? null,
  })
  declare scopes: Permission[] | null

  @column()
  declare createdAt: number

  @column()
  declare lastUsedAt: number | null

  @column()
  declare expiresAt: number | null
}
