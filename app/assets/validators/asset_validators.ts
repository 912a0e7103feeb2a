import vine from '@vinejs/vine'
import { MEDIA_TYPES } from '#files'
import { OPERATION_KINDS } from '../models/operation.ts'
import { isFacet } from '../facets/facets.ts'
import { addedBuckets, addedRules } from '../queries/added_filters.ts'
import { propertyRules } from '../properties/properties.ts'
import { edited } from './edit_validators.ts'
import { TEMPLATE_MODES } from '../templates/apply_template.ts'
import { once } from '#core/support/once'
import { moment } from './rules.ts'
import { BUCKETS, SORTS } from '../queries/asset_query.ts'

const namesFacet = vine.createRule((value, _options, field) => {
  if (!isFacet(String(value))) field.report('There is no facet of this name', 'facet', field)
})

/** Made once every module has added its filters. Those of custom fields are known by the look of their names, and read later. */
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

/** A question about assets that can be kept: what is asked for and in which order. */
export const questionFields = () => ({ ...filters(), sort: vine.enum(SORTS).optional() })

export const listAssetsValidator = once(() =>
  vine.compile(
    vine
      .object({
        ...questionFields(),
        limit: vine.number().withoutDecimals().min(1).max(200).optional(),
        cursor: vine.string().maxLength(1000).optional(),
      })
      .allowUnknownProperties()
  )
)

export const facetsValidator = once(() =>
  vine.compile(
    vine
      .object({
        ...filters(),
        facets: vine
          .array(vine.string().maxLength(60).use(namesFacet()))
          .minLength(1)
          .parse((raw) => (typeof raw === 'string' ? raw.split(',') : raw))
          .optional(),
      })
      .allowUnknownProperties()
  )
)

const selection = () => ({
  ids: vine.array(vine.string().maxLength(36)).minLength(1).maxLength(10_000).optional(),
  query: vine.object(filters()).allowUnknownProperties().optional(),
})

/** Which assets an operation is about. */
export const selectionValidator = once(() => vine.compile(vine.object(selection())))

export const startOperationValidator = once(() =>
  vine.compile(
    vine.object({
      kind: vine.enum(OPERATION_KINDS),
      ...selection(),
      /** Of the kind `moveToBrand`. */
      brandId: vine.string().maxLength(36).optional(),
      /** Of the kind `edit`, instead of changes: described by a template, wholly or where something is empty. */
      template: vine.object({ id: vine.string().maxLength(36), mode: vine.enum(TEMPLATE_MODES) }).optional(),
      /** Of the kind `edit`. */
      changes: vine
        .object({
          set: vine.object({ ...edited(), ...(propertyRules() as object) }).optional(),
          add: vine.object(propertyRules()).optional(),
          remove: vine.object(propertyRules()).optional(),
        })
        .optional(),
    })
  )
)

export const foreseeMoveValidator = once(() => vine.compile(vine.object({ ...selection(), brandId: vine.string().maxLength(36) })))

export const searchWordsValidator = vine.compile(
  vine.object({ text: vine.string().maxLength(1000).optional(), brand: vine.string().maxLength(36).optional() })
)

export const mergeTagsValidator = vine.compile(vine.object({ into: vine.string().maxLength(36) }))

export const listValidator = vine.compile(
  vine.object({
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    cursor: vine.string().maxLength(200).optional(),
  })
)
