import vine from '@vinejs/vine'
import { once } from '#core/support/once'
import { questionSchema } from '../question.ts'
import { LEVELS } from '../rights/levels.ts'
import { COLLECTION_KINDS } from '../models/collection.ts'

const id = () => vine.string().maxLength(36)
const name = () => vine.string().trim().minLength(1).maxLength(120)

export const listCollectionsValidator = vine.compile(
  vine.object({
    kind: vine.enum(COLLECTION_KINDS).optional(),
    brand: id().optional(),
    /** An id, or `none` for those that stand in no other. */
    parent: id().optional(),
    text: vine.string().trim().maxLength(200).optional(),
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    cursor: vine.string().maxLength(1000).optional(),
  })
)

export const createCollectionValidator = once(() =>
  vine.compile(
    vine.object({
      name: name(),
      kind: vine.enum(COLLECTION_KINDS).optional(),
      brandId: id().optional(),
      parentId: id().optional(),
      /** Of a smart collection: what it asks. */
      query: questionSchema().optional(),
    })
  )
)

export const updateCollectionValidator = once(() =>
  vine.compile(
    vine.object({
      name: name().optional(),
      parentId: id().nullable().optional(),
      query: questionSchema().optional(),
      others: vine.enum(LEVELS).optional(),
    })
  )
)
