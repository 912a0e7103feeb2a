import vine from '@vinejs/vine'
import { MEDIA_TYPES } from '#files'
import { OPERATION_KINDS } from '../models/operation.ts'
import { facetNames } from '../facets/facets.ts'
import { endOf } from '../queries/filters_from_input.ts'
import { addedBuckets, addedRules } from '../queries/added_filters.ts'
import { propertyRules } from '../properties/properties.ts'
import { BUCKETS, SORTS } from '../queries/asset_query.ts'

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** Well written is not enough: there is no thirteenth month. */
const isInCalendar = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && Number.isNaN(Date.parse(value))) field.report('The {{ field }} field must be a date', 'date', field)
})

const moment = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/)
    .use(isInCalendar())

/** Made once every module has added its filters. */
const filters = () => ({
  ...(addedRules() as object),
  text: vine.string().trim().maxLength(1000).optional(),
  type: vine.enum(MEDIA_TYPES).optional(),
  processingStatus: vine.enum(['processing', 'ready', 'failed'] as const).optional(),
  bucket: vine.enum([...BUCKETS, ...addedBuckets().map((bucket) => bucket.name)]).optional(),
  brand: vine.string().maxLength(36).optional(),
  createdAfter: moment().optional(),
  createdBefore: moment().optional(),
})

export const listAssetsValidator = once(() =>
  vine.compile(
    vine.object({
      ...filters(),
      sort: vine.enum(SORTS).optional(),
      limit: vine.number().withoutDecimals().min(1).max(200).optional(),
      cursor: vine.string().maxLength(1000).optional(),
    })
  )
)

export const facetsValidator = once(() =>
  vine.compile(
    vine.object({
      ...filters(),
      facets: vine
        .array(vine.enum(facetNames()))
        .minLength(1)
        .parse((raw) => (typeof raw === 'string' ? raw.split(',') : raw))
        .optional(),
    })
  )
)

const text = (maxLength: number) => vine.string().trim().maxLength(maxLength)
const keywords = () => vine.array(text(200).minLength(1)).maxLength(500)
/** A moment to begin with or, of a day alone, the end of that day. */
const momentIn = (end: boolean) =>
  moment()
    .nullable()
    .transform((written) => (written === null ? null : end ? endOf(written) : Date.parse(written)))
    .optional()
const described = () => ({
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
      title: text(1000).nullable().optional(),
      description: text(20_000).nullable().optional(),
      altText: text(2000).nullable().optional(),
      copyright: text(2000).nullable().optional(),
      sourceUrl: webAddress().nullable().optional(),
      keywords: keywords().optional(),
      ...described(),
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
      title: text(1000).optional(),
      description: text(20_000).optional(),
      altText: text(2000).optional(),
      copyright: text(2000).optional(),
      sourceUrl: webAddress().optional(),
      keywords: text(20_000).optional(),
      ...described(),
      duplicates: vine.enum(['keep', 'refuse'] as const).optional(),
    })
  )
)

const selection = () => ({
  ids: vine.array(vine.string().maxLength(36)).minLength(1).maxLength(10_000).optional(),
  query: vine.object(filters()).optional(),
})

/** Which assets an operation is about. */
export const selectionValidator = once(() => vine.compile(vine.object(selection())))

export const startOperationValidator = once(() =>
  vine.compile(
    vine.object({
      kind: vine.enum(OPERATION_KINDS),
      ...selection(),
    })
  )
)

export const mergeTagsValidator = vine.compile(vine.object({ into: vine.string().maxLength(36) }))

export const listValidator = vine.compile(
  vine.object({
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    cursor: vine.string().maxLength(200).optional(),
  })
)
