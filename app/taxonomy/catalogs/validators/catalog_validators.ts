import vine from '@vinejs/vine'

const id = () => vine.string().maxLength(36)

/** Names are one line: in tables and addresses they stand beside others. */
const name = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .maxLength(200)
    .regex(/^[^\p{Cc}]+$/u)

const code = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .maxLength(150)
    .regex(/^[^\p{Cc}]+$/u)

const page = {
  limit: vine.number().withoutDecimals().min(1).max(200).optional(),
  cursor: vine.string().maxLength(1000).optional(),
}

export const listCatalogsValidator = vine.compile(
  vine.object({ brand: id().optional(), text: vine.string().trim().maxLength(200).optional(), ...page })
)

export const createCatalogValidator = vine.compile(
  vine.object({
    name: name(),
    /** Null orders the assets of all brands. */
    brandId: id().nullable().optional(),
    description: vine.string().trim().maxLength(2000).nullable().optional(),
  })
)

export const updateCatalogValidator = vine.compile(
  vine.object({ name: name().optional(), description: vine.string().trim().maxLength(2000).nullable().optional() })
)

export const listCategoriesValidator = vine.compile(
  vine.object({
    catalog: id().optional(),
    brand: id().optional(),
    /** An id, or `none` for those that stand in no other. */
    parent: id().optional(),
    text: vine.string().trim().maxLength(200).optional(),
    ...page,
  })
)

export const createCategoryValidator = vine.compile(
  vine.object({
    catalogId: id(),
    parentId: id().nullable().optional(),
    name: name(),
    code: code().nullable().optional(),
    before: id().nullable().optional(),
  })
)

export const updateCategoryValidator = vine.compile(
  vine.object({
    name: name().optional(),
    code: code().nullable().optional(),
    parentId: id().nullable().optional(),
    before: id().nullable().optional(),
  })
)

export const EXPORT_FORMATS = ['csv', 'skos'] as const
export const exportValidator = vine.compile(vine.object({ format: vine.enum(EXPORT_FORMATS).optional() }))
