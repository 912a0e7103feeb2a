import vine from '@vinejs/vine'

/** `embed` writes what the asset is described by into a copy. */
export const fileValidator = vine.compile(vine.object({ metadata: vine.enum(['original', 'embed'] as const).optional() }))
