import vine from '@vinejs/vine'

const level = () => vine.enum(['see', 'fill', 'manage'] as const)

export const addMemberValidator = vine.compile(
  vine.object({
    /** An e-mail address, a whole name, the name of a group, or an id. */
    who: vine.string().trim().minLength(1).maxLength(254),
    level: level().optional(),
    mayShare: vine.boolean().optional(),
  })
)

export const changeMemberValidator = vine.compile(vine.object({ level: level().optional(), mayShare: vine.boolean().optional() }))
