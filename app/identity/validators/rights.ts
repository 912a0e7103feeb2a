import vine from '@vinejs/vine'
import { PERMISSIONS } from '../permissions.ts'
import { personName, roles } from './people.ts'

/** Names of roles and groups are as those of people: one line. */
const name = personName
const description = () => vine.string().trim().maxLength(1000).nullable().optional()
const permissions = () => vine.array(vine.enum(PERMISSIONS)).maxLength(PERMISSIONS.length)

export const createRoleValidator = vine.create({ name: name(), permissions: permissions() })
export const updateRoleValidator = vine.create({ name: name().optional(), permissions: permissions().optional() })

export const createGroupValidator = vine.create({ name: name(), description: description(), roles: roles().optional() })
export const updateGroupValidator = vine.create({ name: name().optional(), description: description(), roles: roles().optional() })
export const groupMemberValidator = vine.create({ userId: vine.string().uuid() })
