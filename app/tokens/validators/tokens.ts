import vine from '@vinejs/vine'
import { pageFields } from '#core/http/page'
import { PERMISSIONS } from '#identity'

export const listTokensValidator = vine.create(pageFields)

export const createTokenValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(120),
  scopes: vine.array(vine.enum(PERMISSIONS)).maxLength(PERMISSIONS.length).distinct().nullable().optional(),
  expiresAt: vine
    .date({ formats: { utc: true } })
    .after(() => new Date().toISOString())
    .nullable()
    .optional(),
})
