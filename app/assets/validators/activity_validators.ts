import vine from '@vinejs/vine'

export const listActivitiesValidator = vine.compile(
  vine.object({
    assetId: vine.string().maxLength(36).optional(),
    action: vine.string().maxLength(60).optional(),
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    cursor: vine.string().maxLength(36).optional(),
  })
)
