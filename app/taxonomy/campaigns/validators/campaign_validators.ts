import vine from '@vinejs/vine'

const id = () => vine.string().maxLength(36)

/** A comma or semicolon would part it in forms and tables. */
export const campaignName = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .maxLength(120)
    .regex(/^[^,;\p{Cc}]+$/u)

/** Well written is not enough: there is no thirtieth of February. */
const isInCalendar = vine.createRule((value, _options, field) => {
  const read = typeof value === 'string' ? new Date(`${value}T00:00:00Z`) : null
  if (read && (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== value)) {
    field.report('The {{ field }} field must be a date', 'date', field)
  }
})
const day = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .use(isInCalendar())
    .nullable()
    .optional()

export const listCampaignsValidator = vine.compile(
  vine.object({
    brand: id().optional(),
    text: vine.string().trim().maxLength(200).optional(),
    archived: vine.boolean().optional(),
    sort: vine.enum(['name', 'use'] as const).optional(),
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    cursor: vine.string().maxLength(1000).optional(),
  })
)

const described = () => ({
  description: vine.string().trim().maxLength(5000).nullable().optional(),
  startsOn: day(),
  endsOn: day(),
  isArchived: vine.boolean().optional(),
})

export const createCampaignValidator = vine.compile(vine.object({ name: campaignName(), brandId: id().optional(), ...described() }))

export const updateCampaignValidator = vine.compile(vine.object({ name: campaignName().optional(), ...described() }))
