import vine from '@vinejs/vine'
import { propertyRules } from '../properties/properties.ts'
import { endOf } from '../queries/filters_from_input.ts'
import { once } from '#core/support/once'
import { moment } from './rules.ts'

const text = (maxLength: number) => vine.string().trim().maxLength(maxLength)
export const keywords = () => vine.array(text(200).minLength(1)).maxLength(500)
/** A moment to begin with or, of a day alone, the end of that day. */
const momentIn = (end: boolean) =>
  moment()
    .nullable()
    .transform((written) => (written === null ? null : end ? endOf(written) : Date.parse(written)))
    .optional()
/** What is written on a card beside its name; null clears. */
export const edited = () => ({
  title: text(1000).nullable().optional(),
  description: text(20_000).nullable().optional(),
  altText: text(2000).nullable().optional(),
  copyright: text(2000).nullable().optional(),
  sourceUrl: webAddress().nullable().optional(),
  rating: vine.number().withoutDecimals().min(1).max(5).nullable().optional(),
  expiresAt: momentIn(true),
  licence: text(500).nullable().optional(),
  usageTerms: text(5000).nullable().optional(),
  territory: text(500).nullable().optional(),
  channels: text(500).nullable().optional(),
  usageFrom: momentIn(false),
  usageUntil: momentIn(true),
  creditLine: text(500).nullable().optional(),
})
const webAddress = () =>
  vine
    .string()
    .trim()
    .maxLength(2000)
    .url({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })

export const updateAssetValidator = once(() =>
  vine.compile(
    vine.object({
      ...(propertyRules() as object),
      name: text(250).minLength(1).optional(),
      keywords: keywords().optional(),
      ...edited(),
    })
  )
)

/** The text fields beside a file in a multipart upload; its properties have been read from their text before. */
export const uploadFieldsValidator = once(() =>
  vine.compile(
    vine.object({
      ...(propertyRules() as object),
      brandId: vine.string().maxLength(36).optional(),
      name: text(250).minLength(1).optional(),
      keywords: text(20_000).optional(),
      folderPath: text(4000).optional(),
      ...edited(),
      duplicates: vine.enum(['keep', 'refuse'] as const).optional(),
      templateId: vine.string().maxLength(36).optional(),
    })
  )
)
