import vine from '@vinejs/vine'
import { once } from '#core/support/once'
import { propertyRules } from '../properties/properties.ts'
import { edited, keywords } from '../validators/edit_validators.ts'

const name = () => vine.string().trim().minLength(1).maxLength(120)
const id = () => vine.string().maxLength(36)

/** Folders and campaigns are places in a brand and in time, and stay with the person who uploads. */
const values = () => {
  const { tags, categories, fields } = propertyRules()
  return vine.object({ ...edited(), keywords: keywords().optional(), ...({ tags, categories, fields } as object) })
}

export const listTemplatesValidator = vine.compile(vine.object({ brand: id().optional() }))

export const createTemplateValidator = once(() =>
  vine.compile(vine.object({ name: name(), brandId: id().nullable().optional(), values: values().optional() }))
)

export const updateTemplateValidator = once(() => vine.compile(vine.object({ name: name().optional(), values: values().optional() })))
