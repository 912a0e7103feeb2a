import vine from '@vinejs/vine'

const id = () => vine.string().maxLength(36)

/** So many are moved at once. */
export const MOST_MOVED = 500

export const orderAssetsValidator = vine.compile(
  vine.object({
    ids: vine.array(id()).minLength(1).maxLength(MOST_MOVED),
    /** The asset that they go right behind; null for the beginning. */
    after: id().nullable().optional(),
    /** The asset that they go right before; null for the end. */
    before: id().nullable().optional(),
  })
)

export const STEPS = ['first', 'earlier', 'later', 'last'] as const

export const moveValidator = vine.compile(vine.object({ assetId: id(), to: vine.enum(STEPS) }))
