import vine from '@vinejs/vine'

/** Well written is not enough: there is no thirteenth month. */
const isInCalendar = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && Number.isNaN(Date.parse(value))) field.report('The {{ field }} field must be a date', 'date', field)
})

export const moment = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/)
    .use(isInCalendar())
