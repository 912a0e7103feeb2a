import vine from '@vinejs/vine'
import { TAG_POLICIES } from '../models/brand.ts'
import { PERMISSIONS } from '../permissions.ts'
import { emailAddress, personName } from './people.ts'

const text = (maxLength: number) => vine.string().trim().maxLength(maxLength).nullable().optional()
const rows = (row: () => ReturnType<typeof text>) => vine.array(row()).maxLength(200).optional()
const id = () => vine.string().uuid().nullable().optional()

export const roleFormValidator = vine.create({
  name: personName(),
  permissions: vine.array(vine.enum(PERMISSIONS)).maxLength(PERMISSIONS.length).optional(),
})

/** Rows of a role and a brand side by side; a row without a role is none. */
export const groupFormValidator = vine.create({
  name: personName(),
  description: text(1000),
  roleIds: rows(id),
  brandIds: rows(id),
})

/** Languages with commas between; rows of a name and a colour, of which one without a name is none. */
export const brandFormValidator = vine.create({
  name: personName(),
  description: text(1000),
  languages: text(1000),
  tagPolicy: vine.enum(TAG_POLICIES).optional(),
  colourNames: rows(() => text(120)),
  colourHexes: rows(() => text(7)),
})

/** A person by address, or else a group. */
export const brandMemberFormValidator = vine.create({
  email: emailAddress().nullable().optional(),
  groupId: id(),
  roleId: vine.string().uuid(),
})
