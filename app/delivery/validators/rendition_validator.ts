import vine from '@vinejs/vine'

export const MAX_EDGE = 4096

/** What may be asked of a picture. Every limit is one that keeps a single request affordable. */
export const renditionValidator = vine.compile(
  vine.object({
    width: vine.number().withoutDecimals().min(1).max(MAX_EDGE).optional(),
    height: vine.number().withoutDecimals().min(1).max(MAX_EDGE).optional(),
    fit: vine.enum(['inside', 'cover', 'contain'] as const).optional(),
    format: vine.enum(['webp', 'jpeg', 'png', 'avif'] as const).optional(),
    quality: vine.number().withoutDecimals().min(1).max(100).optional(),
    page: vine.number().withoutDecimals().min(1).max(5000).optional(),
  })
)
