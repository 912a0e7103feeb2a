import type { Visitor } from '#identity'
import { dayOf, knowsField, knownFields, type Field } from '#taxonomy'
import type { AssetWords } from '../controllers/web/asset_words.ts'
import type { LibraryQuery } from '../controllers/web/library_query.ts'
import type { FacetsJson } from '../facets/count_by_facets.ts'
import { facetLabels } from '../facets/facets.ts'
import { fieldAsked } from './field_filter_names.ts'
import { COUNTED } from './fields_facet.ts'

type Option = { value: string; label: string; isChosen: boolean; count: string | null }
type Bound = { name: string; label: string; value: string }

/** What the form of filters offers of custom fields: values to tick, a range, or a part of a text. */
export type FieldFilters = {
  ticked: { name: string; label: string; options: Option[] }[]
  ranges: { label: string; type: 'number' | 'date'; bounds: Bound[] }[]
  texts: Bound[]
  lacking: Option[]
  /** Null where nothing is required. */
  incomplete: boolean | null
}

const SHOWN = 12

async function filterable(visitor: Visitor): Promise<Field[]> {
  return (await knownFields()).filter((field) => knowsField(visitor, field))
}

/** The facets that the open form asks for. */
export async function fieldFacetNames(visitor: Visitor): Promise<string[]> {
  return (await filterable(visitor))
    .filter(({ isFilterable, kind }) => isFilterable && COUNTED.includes(kind))
    .map(({ key }) => `field.${key}`)
}

export async function fieldFilters(
  visitor: Visitor,
  query: LibraryQuery,
  words: AssetWords,
  facets: FacetsJson | null
): Promise<FieldFilters> {
  const known = (await filterable(visitor)).filter(
    ({ brandId }) => !query.filters.brandId || brandId === null || brandId === query.filters.brandId
  )
  const fields = known.filter(({ isFilterable }) => isFilterable)
  const asked = query.filters.more ?? {}
  const chosen = (name: string) => (Array.isArray(asked[name]) ? asked[name] : [])
  const bound = (field: Field, way: string, label: string): Bound => {
    const name = `field.${field.key}.${way}`
    return { name, label, value: String(asked[name] ?? '') }
  }
  const lacking = fields.map(({ key, label }) => ({ value: key, label, isChosen: chosen('lacksFields').includes(key), count: null }))
  return {
    ticked: fields
      .filter(({ kind }) => COUNTED.includes(kind))
      .map((field) => ({
        name: `field.${field.key}`,
        label: field.label,
        options: optionsOf(field, chosen(`field.${field.key}`), words, facets),
      }))
      .filter(({ options }) => options.length > 0),
    ranges: fields
      .filter(({ kind }) => kind === 'number' || kind === 'date')
      .map((field) => ({
        label: field.label,
        type: field.kind as 'number' | 'date',
        bounds: [bound(field, 'min', words.t('from')), bound(field, 'max', words.t('to'))],
      })),
    texts: fields.filter(({ kind }) => ['text', 'longText', 'url'].includes(kind)).map((field) => bound(field, 'contains', field.label)),
    lacking,
    incomplete: known.some(({ isRequired }) => isRequired) ? chosen('incomplete').includes('yes') : null,
  }
}

/** The names of what stands in that part of the form. */
export function namesIn({ ticked, ranges, texts }: FieldFilters): string[] {
  return [...ticked, ...ranges.flatMap(({ bounds }) => bounds), ...texts].map(({ name }) => name).concat('lacksFields', 'incomplete')
}

function optionsOf(field: Field, chosen: string[], words: AssetWords, facets: FacetsJson | null): Option[] {
  const counted = facets?.data.find(({ name }) => name === `field.${field.key}`)?.values ?? []
  const open = field.choices.filter(({ isArchived }) => !isArchived).map(({ value }) => value)
  const fixed = field.kind === 'boolean' ? ['true', 'false'] : open
  const values = [...new Set([...fixed, ...counted.map(({ value }) => value), ...chosen])].slice(0, Math.max(SHOWN, fixed.length))
  return values.map((value) => {
    const count = counted.find((one) => one.value === value)
    const number = count?.count ?? 0
    return {
      value,
      label: count?.label ?? labelOf(field, value, words),
      isChosen: chosen.includes(value),
      count: facets ? `${facets.meta.isEstimated && number > 0 ? '≈ ' : ''}${words.number(number)}` : null,
    }
  })
}

function labelOf({ kind, choices }: Field, value: string, words: AssetWords): string {
  if (kind === 'boolean') return words.t(value === 'true' ? 'yes' : 'no')
  return choices.find((choice) => choice.value === value)?.label ?? value
}

/** How a filter of custom fields is said in a chip; null for what is none. */
export async function fieldChip(
  visitor: Visitor,
  words: AssetWords,
  name: string,
  value: string
): Promise<{ name: string; value: string } | null> {
  if (name === 'hasFields' || name === 'lacksFields') {
    return { name: words.filter(name), value: (await filterable(visitor)).find(({ key }) => key === value)?.label ?? value }
  }
  const asked = fieldAsked(name)
  if (!asked) return null
  const field = (await filterable(visitor)).find(({ key }) => key === asked.key)
  if (!field) return { name: asked.key, value }
  const label = (await facetLabels(visitor, `field.${field.key}`, [value]))?.get(value) ?? labelOf(field, value, words)
  const said =
    field.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
      ? words.date(dayOf(Date.parse(value)))
      : label
  return {
    name: asked.way === 'is' || asked.way === 'equals' ? field.label : words.t(`asked_${asked.way}`, { field: field.label }),
    value: said,
  }
}
