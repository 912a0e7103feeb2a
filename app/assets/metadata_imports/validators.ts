import vine from '@vinejs/vine'

export const checkImportValidator = vine.compile(vine.object({ fileName: vine.string().trim().maxLength(250).optional() }))

export const importRowsValidator = vine.compile(
  vine.object({
    only: vine.enum(['changes', 'refusals'] as const).optional(),
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    /** The last line seen. */
    cursor: vine.number().withoutDecimals().min(0).optional(),
  })
)
