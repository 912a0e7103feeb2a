import type { Visitor } from '#identity'
import { customGroups } from '../../fields/field_groups.ts'
import { BULK_COLUMNS } from '../../actions/edit_assets.ts'
import { propertyNames } from '../../properties/properties.ts'
import type { AssetJson } from '../../transformers/asset_transformer.ts'
import type { AssetWords } from './asset_words.ts'
import { groupsFor, shownOf, type InfoField } from './info_form.ts'

type BulkField = InfoField & { modes: { value: string; label: string }[]; state: string }
export type BulkGroup = { name: string; label: string | null; isOpen: boolean; fields: BulkField[] }

/** Which of several changes can be made to a field: of one with many values some are added or taken, of others it is set. */
const MODES = { one: ['keep', 'set', 'clear'], many: ['keep', 'add', 'remove', 'set', 'clear'] }

/** The form that edits many: every field that many can share, and whether these assets agree on it (S3-13, S3-14). */
export async function bulkForm(visitor: Visitor, assets: AssetJson[], words: AssetWords): Promise<BulkGroup[]> {
  const groups = [
    ...(await groupsFor(visitor, [...new Set(assets.map(({ brandId }) => brandId))], words)),
    ...(await customGroups(visitor, assets, words)),
  ]
  const editable = new Set<string>([...BULK_COLUMNS, ...propertyNames()])
  return groups.flatMap((group) => {
    const fields = group.fields
      .filter(({ name }) => editable.has(name.split('.')[0]!))
      .map((field) => {
        const values = new Set(assets.map((asset) => (field.kind === 'folder' ? (asset.folder?.path ?? '') : shownOf(field, asset))))
        const modes = (['tokens', 'choices'].includes(field.kind) ? MODES.many : MODES.one).filter(
          (mode) => mode !== 'clear' || !field.isRequired
        )
        return {
          ...field,
          value: '',
          modes: modes.map((value) => ({ value, label: words.t(`mode_${value}`) })),
          state: stateOf(values, words),
        }
      })
    return fields.length > 0 ? [{ ...group, fields }] : []
  })
}

function stateOf(values: Set<string>, words: AssetWords): string {
  if (values.size > 1) return words.t('values_differ', { count: values.size })
  const [value] = values
  return value ? words.t('values_agree', { value: value.length > 80 ? `${value.slice(0, 80)} …` : value }) : words.t('values_empty')
}
