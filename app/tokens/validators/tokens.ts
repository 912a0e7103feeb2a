import vine from '@vinejs/vine'
import { pageFields } from '#core/http/page'
import { PERMISSIONS } from '#identity'

export const listTokensValidator = vine.create(pageFields)

export const createTokenValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(120),
  scopes: vine.array(vine.enum(PERMISSIONS)).maxLength(PERMISSIONS.length).distinct().nullable().optional(),
  expiresAt: vine
    .date({ formats: ['iso8601'] })
    .nullable()
    .optional()
    .meta({ type: ['string', 'null'], format: 'date-time' }),
})

export const tokenFormValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(120),
  scopes: vine.array(vine.enum(PERMISSIONS)).maxLength(PERMISSIONS.length).optional(),
  expiresAt: vine
    .date({ formats: ['YYYY-MM-DD'] })
    .nullable()
    .optional(),
})

/** A day in a form is meant to its end. */
export function endOfDay(day: Date): number {
  return new Date(day).setHours(23, 59, 59, 999)
}
