import vine from '@vinejs/vine'
import { once } from '#core/support/once'
import { questionSchema } from '../question.ts'

const name = () => vine.string().trim().minLength(1).maxLength(120)

export const listViewsValidator = vine.compile(vine.object({ brand: vine.string().maxLength(36).optional() }))

export const createViewValidator = once(() =>
  vine.compile(
    vine.object({
      name: name(),
      query: questionSchema(),
      /** The brand whose people see it once it is shared; null or left out for every brand. */
      brandId: vine.string().maxLength(36).nullable().optional(),
      isShared: vine.boolean().optional(),
      isDefault: vine.boolean().optional(),
    })
  )
)

/** The form beside the summary of the library. */
export const saveViewValidator = vine.compile(
  vine.object({
    name: name(),
    search: vine.string().maxLength(4000),
    as: vine.enum(['own', 'shared', 'smart'] as const),
    isDefault: vine.boolean().optional(),
  })
)

export const updateViewValidator = once(() =>
  vine.compile(
    vine.object({
      name: name().optional(),
      query: questionSchema().optional(),
      isShared: vine.boolean().optional(),
      /** Whether the asker's library opens with it. */
      isDefault: vine.boolean().optional(),
    })
  )
)
