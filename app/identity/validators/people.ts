import vine from '@vinejs/vine'
import { pageFields } from '#core/http/page'

/** One line: a line break in a name could begin a line of its own in a mail or a log. */
export const personName = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .maxLength(120)
    .regex(/^\P{Cc}*$/u)
export const emailAddress = () => vine.string().trim().maxLength(254).email()

export const roles = () =>
  vine.array(vine.object({ roleId: vine.string().uuid(), brandId: vine.string().uuid().nullable().optional() })).maxLength(100)

export const listUsersValidator = vine.create({
  ...pageFields,
  status: vine.enum(['invited', 'active', 'disabled'] as const).optional(),
  text: vine.string().trim().maxLength(200).optional(),
})

export const listValidator = vine.create(pageFields)

export const inviteValidator = vine.create({
  email: emailAddress(),
  name: personName().optional(),
  roles: roles(),
})

export const updateUserValidator = vine.create({
  name: personName().optional(),
  status: vine.enum(['active', 'disabled'] as const).optional(),
  roles: roles().optional(),
})

export const renewInvitationValidator = vine.create({ userId: vine.string().uuid() })

export const updateMeValidator = vine.create({ name: personName() })
