import { BaseModel, belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from './user.ts'

export type AccountLinkKind = 'invitation' | 'reset'

/** A link that lets its holder choose the password of an account, once. */
export default class AccountLink extends BaseModel {
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true })
  declare id: string

  @column()
  declare userId: string

  @column()
  declare kind: AccountLinkKind

  @column({ serializeAs: null })
  declare tokenHash: string

  @column()
  declare createdBy: string | null

  @column()
  declare createdAt: number

  @column()
  declare expiresAt: number

  @column()
  declare usedAt: number | null

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>
}
