import vine from '@vinejs/vine'
import { TAG_KINDS } from '../models/tag.ts'

const id = () => vine.string().maxLength(36)
/** A comma or semicolon would part it in forms and tables. */
export const tagName = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .maxLength(100)
    .regex(/^[^,;\p{Cc}]+$/u)
    .regex(/[\p{Letter}\p{Number}\p{Symbol}\p{Punctuation}]/u)

export const listTagsValidator = vine.compile(
  vine.object({
    brand: id().optional(),
    kind: vine.enum(TAG_KINDS).optional(),
    /** An id, or `none` for those that stand under no other. */
    parent: id().optional(),
    text: vine.string().trim().maxLength(200).optional(),
    sort: vine.enum(['name', 'use'] as const).optional(),
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    cursor: vine.string().maxLength(1000).optional(),
  })
)

const described = () => ({
  synonyms: vine.array(tagName()).maxLength(50).distinct().optional(),
  parentId: id().nullable().optional(),
})

export const createTagValidator = vine.compile(
  vine.object({ name: tagName(), brandId: id().optional(), kind: vine.enum(TAG_KINDS).optional(), ...described() })
)

export const updateTagValidator = vine.compile(vine.object({ name: tagName().optional(), ...described() }))
