import type { Visitor } from '#identity'
import { knownFields } from '#taxonomy'
import { customGroups, type CustomField, type CustomGroup } from '../../fields/field_groups.ts'
import type { AssetWords } from './asset_words.ts'

export type UploadFields = { required: CustomField[]; others: CustomGroup[] }

/** What an upload to this brand asks for (S0-33): first what it cannot do without, then what else can be said. */
export async function uploadFields(
  visitor: Visitor,
  brandId: string,
  words: AssetWords,
  typed: Record<string, string> = {}
): Promise<UploadFields> {
  const groups = await customGroups(visitor, [{ brandId, type: null }], words, 'upload')
  const defaults = new Map((await knownFields()).map((field) => [`fields.${field.key}`, field.default]))
  const filled = groups.map((group) => ({
    ...group,
    fields: group.fields.map((field) => ({ ...field, value: typed[field.name] ?? [defaults.get(field.name) ?? []].flat().join(',') })),
  }))
  return {
    required: filled.flatMap(({ fields }) => fields.filter(({ isRequired }) => isRequired)),
    others: filled
      .map((group) => ({ ...group, fields: group.fields.filter(({ isRequired }) => !isRequired) }))
      .filter(({ fields }) => fields.length > 0),
  }
}
