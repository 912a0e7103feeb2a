import vine from '@vinejs/vine'
import { PERMISSIONS } from '#identity'
import { FIELD_KINDS } from '../field.ts'
import { LONGEST_PATTERN } from '../pattern.ts'

export const ASSET_TYPES = ['image', 'video', 'audio', 'document', 'text', 'other'] as const

const id = () => vine.string().maxLength(36)
const text = (maxLength: number) => vine.string().trim().maxLength(maxLength)
const permission = () => vine.enum(PERMISSIONS).nullable().optional()

export const fieldLabel = () => text(120).minLength(1)
export const fieldKey = () => vine.string().regex(/^[a-z][a-zA-Z0-9]{0,35}$/)
/** No commas, which part them in filters and tables. */
const choiceValue = () => vine.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/)
const tagOfFile = () => vine.string().regex(/^[A-Za-z][\w-]{0,60}:[A-Za-z][\w-]{0,60}$/)

const settings = () => ({
  help: text(1000).nullable().optional(),
  group: text(120).nullable().optional(),
  assetTypes: vine.array(vine.enum(ASSET_TYPES)).distinct().optional(),
  isRequired: vine.boolean().optional(),
  /** A value of the field. */
  default: vine.any().nullable().optional(),
  pattern: text(LONGEST_PATTERN).nullable().optional(),
  /** A number or, of a date, a day. */
  min: vine.any().nullable().optional(),
  max: vine.any().nullable().optional(),
  choices: vine
    .array(vine.object({ value: choiceValue().optional(), label: fieldLabel(), isArchived: vine.boolean().optional() }))
    .maxLength(500)
    .optional(),
  condition: vine
    .object({ field: fieldKey(), values: vine.array(text(60)).maxLength(100) })
    .nullable()
    .optional(),
  seenBy: permission(),
  editedBy: permission(),
  isSearchable: vine.boolean().optional(),
  isFilterable: vine.boolean().optional(),
  mappedFrom: vine.array(tagOfFile()).maxLength(10).optional(),
})

export const createFieldValidator = vine.compile(
  vine.object({
    label: fieldLabel(),
    kind: vine.enum(FIELD_KINDS),
    key: fieldKey().optional(),
    /** Null, or left out, is a field of every brand. */
    brandId: id().nullable().optional(),
    ...settings(),
  })
)

export const updateFieldValidator = vine.compile(
  vine.object({ label: fieldLabel().optional(), kind: vine.enum(FIELD_KINDS).optional(), ...settings() })
)

export const listFieldsValidator = vine.compile(
  vine.object({
    /** Those of assets of this brand: its own, and those of every brand. */
    brand: id().optional(),
    /** Those that were deleted instead. */
    deleted: vine.boolean().optional(),
  })
)

export const fieldOrderValidator = vine.compile(vine.object({ ids: vine.array(id()).minLength(1).maxLength(1000) }))
