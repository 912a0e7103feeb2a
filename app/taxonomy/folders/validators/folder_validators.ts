import vine from '@vinejs/vine'

const id = () => vine.string().maxLength(36)

/** Names are one line: in lists and paths they stand beside others. */
const name = () =>
  vine
    .string()
    .trim()
    .minLength(1)
    .maxLength(180)
    .regex(/^[^\p{Cc}]+$/u)

export const listFoldersValidator = vine.compile(
  vine.object({
    brand: id().optional(),
    /** An id, or `none` for those that stand in no other. */
    parent: id().optional(),
    text: vine.string().trim().maxLength(200).optional(),
    limit: vine.number().withoutDecimals().min(1).max(200).optional(),
    cursor: vine.string().maxLength(1000).optional(),
  })
)

export const createFolderValidator = vine.compile(
  vine.object({ name: name(), brandId: id().optional(), parentId: id().nullable().optional() })
)

export const updateFolderValidator = vine.compile(vine.object({ name: name().optional(), parentId: id().nullable().optional() }))

/** So many can be named; more are a group. */
const MOST_NAMED = 200

export const folderAccessValidator = vine.compile(
  vine.object({
    users: vine.array(id()).maxLength(MOST_NAMED).distinct().optional(),
    groups: vine.array(id()).maxLength(MOST_NAMED).distinct().optional(),
  })
)

export const memberValidator = vine.compile(
  vine.object({
    member: vine
      .string()
      .regex(/^(user|group):[\w-]{1,36}$/)
      .optional(),
  })
)
