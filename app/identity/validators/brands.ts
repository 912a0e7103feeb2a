import vine from '@vinejs/vine'
import { TAG_POLICIES } from '../models/brand.ts'
import { emailAddress, personName } from './people.ts'

const kit = {
  description: vine.string().trim().maxLength(1000).nullable().optional(),
  colours: vine
    .array(
      vine.object({
        name: personName(),
        hex: vine
          .string()
          .trim()
          .regex(/^#[0-9a-f]{6}$/i),
      })
    )
    .maxLength(60)
    .optional(),
  languages: vine
    .array(
      vine
        .string()
        .trim()
        .maxLength(35)
        .regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i)
    )
    .minLength(1)
    .maxLength(60)
    .optional(),
  tagPolicy: vine.enum(TAG_POLICIES).optional(),
}

export const createBrandValidator = vine.create({ name: personName(), ...kit })
export const updateBrandValidator = vine.create({ name: personName().optional(), ...kit })

/** A person by id or address, or a group: one of the three. */
export const addBrandMemberValidator = vine.create({
  userId: vine.string().uuid().optional(),
  email: emailAddress().optional(),
  groupId: vine.string().uuid().optional(),
  roleId: vine.string().uuid(),
})

export const changeBrandMemberValidator = vine.create({ roleId: vine.string().uuid() })
