import vine from '@vinejs/vine'
import { LONGEST_PASSWORD } from '../passwords/password_rules.ts'
import { emailAddress, personName } from './people.ts'

/** As typed: a password keeps its spaces. Its rules are `assertGoodPassword`, which says more than a length. */
const password = () =>
  vine
    .string()
    .minLength(1)
    .maxLength(4 * LONGEST_PASSWORD)

export const setupValidator = vine.create({
  brandName: vine.string().trim().minLength(1).maxLength(120),
  name: personName(),
  email: emailAddress(),
  password: password(),
})

export const signInValidator = vine.create({
  email: vine.string().trim().maxLength(254),
  password: password(),
  next: vine.string().nullable().optional(),
})

export const forgotPasswordValidator = vine.create({ email: emailAddress() })

export const resetPasswordValidator = vine.create({ password: password() })

export const acceptInvitationValidator = vine.create({ name: personName(), password: password() })

export const changePasswordValidator = vine.create({ current: password(), password: password() })

export const renameValidator = vine.create({ name: personName() })

/** One role per form; further ones are added on the person's page. `brandId` "" is everywhere. */
export const inviteFormValidator = vine.create({
  email: emailAddress(),
  name: personName().nullable().optional(),
  roleId: vine.string().uuid(),
  brandId: vine.string().uuid().nullable().optional(),
})

/** Rows of a role and a brand side by side; a row without a role is none. */
export const personFormValidator = vine.create({
  name: personName(),
  roleIds: vine.array(vine.string().uuid().nullable()).maxLength(100).optional(),
  brandIds: vine.array(vine.string().uuid().nullable()).maxLength(100).optional(),
})

export const statusValidator = vine.create({ status: vine.enum(['active', 'disabled'] as const) })

export const handOverValidator = vine.create({ to: vine.string().uuid() })

/** "All" is an empty choice in the form. */
export const listUsersValidator = vine.create({
  status: vine
    .enum(['invited', 'active', 'disabled', ''] as const)
    .transform((status) => status || undefined)
    .optional(),
  text: vine.string().trim().maxLength(200).optional(),
})

/** "" is all brands. */
export const chooseBrandValidator = vine.create({
  brandId: vine.string().uuid().nullable().optional(),
  next: vine.string().nullable().optional(),
})
