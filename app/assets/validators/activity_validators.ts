import vine from '@vinejs/vine'

const id = () => vine.string().maxLength(36)
const moment = () =>
  vine
    .date({ formats: ['iso8601'] })
    .transform((date) => date.getTime())
    .optional()

export const listActivitiesValidator = vine.compile(
  vine.object({
    assetId: id().optional(),
    action: vine.string().maxLength(60).optional(),
    actorId: id().optional(),
    subjectType: vine.string().maxLength(40).optional(),
    subjectId: id().optional(),
    brandId: id().optional(),
    /** From this moment, and before that one. */
    from: moment(),
    before: moment(),
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    cursor: vine.string().maxLength(36).optional(),
  })
)
