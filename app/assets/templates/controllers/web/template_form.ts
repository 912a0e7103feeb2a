import { ListCategories } from '#taxonomy'
import type { Visitor } from '#identity'
import type { AssetWords } from '../../../controllers/web/asset_words.ts'
import { groupsFor, type InfoField, type InfoGroup } from '../../../controllers/web/info_form.ts'
import { customGroups } from '../../../fields/field_groups.ts'
import { propertiesFromText } from '../../../properties/properties.ts'
import type { TemplateJson } from '../../template_transformer.ts'

/** Of one asset alone, or chosen in a list of their own. */
const ELSEWHERE = ['name', 'folderId', 'campaigns', 'categories']
const SHELVES = 200

type Posted = Record<string, unknown> & { fields?: Record<string, unknown> }

/** The fields of a template as a form has them: as it is kept or, once it was sent, as it was typed. */
export async function templateForm(
  visitor: Visitor,
  template: TemplateJson,
  words: AssetWords,
  posted: Posted | null
): Promise<InfoGroup[]> {
  const { brandId } = template
  const own = await groupsFor(visitor, brandId === null ? [] : [brandId], words)
  // Of people it must be known which brand they can see.
  const custom = brandId === null ? [] : await customGroups(visitor, [{ brandId, type: null }], words, 'upload')
  return [...own, ...custom].map((group) => {
    const fields = group.fields
      .filter(({ name }) => !ELSEWHERE.includes(name))
      .map((field) => ({ ...field, isRequired: false, condition: null, value: shown(field, valueIn(field, posted ?? template.values)) }))
    return { ...group, fields, isOpen: group.isOpen || fields.some(({ value }) => value !== '') }
  })
}

const valueIn = ({ name }: InfoField, values: Posted) =>
  name.startsWith('fields.') ? values.fields?.[name.slice('fields.'.length)] : values[name]

function shown({ kind }: InfoField, value: unknown): string {
  if (Array.isArray(value)) return value.filter(Boolean).join(kind === 'choices' ? ',' : ', ')
  return kind === 'day' ? String(value ?? '').slice(0, 10) : String(value ?? '')
}

/** What a form says, as the API would be told: empty is nothing, and boxes stand beside an empty value that says they were there. */
export function valuesFrom(groups: InfoGroup[], posted: Posted): Record<string, unknown> {
  const said = groups
    .flatMap((group) => group.fields)
    .flatMap((field) => {
      const value = shown(field, valueIn(field, posted)).trim()
      if (value === '') return []
      return [
        [
          field.name,
          field.kind === 'words'
            ? value
                .split(/[,\n]/)
                .map((word) => word.trim())
                .filter(Boolean)
            : value,
        ] as const,
      ]
    })
  const given = { ...Object.fromEntries(said), categories: [posted.categories ?? []].flat().filter(Boolean) }
  const columns = Object.fromEntries(Object.entries(given).filter(([name]) => !name.startsWith('fields.')))
  return { ...columns, ...propertiesFromText(given) }
}

/** The categories that may be chosen: those chosen first, then the others by name. */
export async function categoriesFor(visitor: Visitor, { brandId, values }: TemplateJson) {
  const categories = new ListCategories()
  const chosen = await categories.some(visitor, values.categories ?? [])
  const { data } = await categories.handle(visitor, { ...(brandId ? { brand: brandId } : {}), limit: SHELVES })
  const ids = new Set(chosen.map(({ id }) => id))
  return [
    ...chosen.map((one) => ({ ...one, isChosen: true })),
    ...data.filter(({ id }) => !ids.has(id)).map((one) => ({ ...one, isChosen: false })),
  ]
}
