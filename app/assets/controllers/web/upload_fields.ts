import type { Visitor } from '#identity'
import { knownFields } from '#taxonomy'
import { findTemplates, hasTemplates } from '../../templates/find_templates.ts'
import { toTemplatesJson } from '../../templates/template_transformer.ts'
import { customGroups, type CustomField, type CustomGroup } from '../../fields/field_groups.ts'
import type { AssetWords } from './asset_words.ts'

/** Whether an upload may have to be asked about; which fields are asked for is found out when one begins. */
export async function asksForFields(visitor: Visitor, activeBrand: string | null): Promise<boolean> {
  const isHere = (brandId: string | null) =>
    brandId === null || (activeBrand ? brandId === activeBrand : visitor.can('assets.create', brandId))
  return (await knownFields()).some(({ isRequired, brandId }) => isRequired && isHere(brandId)) || hasTemplates(visitor, activeBrand)
}

/** What a person may choose beside the fields, and which of these it fills. */
type TemplateChoice = { id: string; name: string; gives: string }

export type UploadFields = {
  brandId: string
  required: CustomField[]
  others: CustomGroup[]
  templates: TemplateChoice[]
  /** The one chosen last. */
  templateId: string | null
}

/** What an upload to this brand asks for (S0-33): first what it cannot do without, then what else can be said. */
export async function uploadFields(
  visitor: Visitor,
  brandId: string,
  words: AssetWords,
  { typed = {}, templateId = null }: { typed?: Record<string, string>; templateId?: string | null } = {}
): Promise<UploadFields> {
  const groups = await customGroups(visitor, [{ brandId, type: null }], words, 'upload')
  const defaults = new Map((await knownFields()).map((field) => [`fields.${field.key}`, field.default]))
  const filled = groups.map((group) => ({
    ...group,
    fields: group.fields.map((field) => ({ ...field, value: typed[field.name] ?? [defaults.get(field.name) ?? []].flat().join(',') })),
  }))
  const templates = await toTemplatesJson(visitor, await findTemplates(visitor, { brand: brandId }))
  return {
    brandId,
    templateId,
    templates: templates.map(({ id, name, values }) => ({ id, name, gives: givenBy(values).join(' ') })),
    required: filled.flatMap(({ fields }) => fields.filter(({ isRequired }) => isRequired)),
    others: filled
      .map((group) => ({ ...group, fields: group.fields.filter(({ isRequired }) => !isRequired) }))
      .filter(({ fields }) => fields.length > 0),
  }
}

const givenBy = ({ fields = {} }: { fields?: Record<string, unknown> }) => Object.keys(fields).map((key) => `fields.${key}`)
