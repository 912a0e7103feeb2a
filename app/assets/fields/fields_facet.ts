import { isSqlite, readRows } from '#core/database/index'
import { namesOf, type Visitor } from '#identity'
import { brandsSeenIn, knowsField, knownFields, type Field } from '#taxonomy'
import type { Counted, FacetFamily } from '../facets/facets.ts'
import { fieldAsked } from './field_filter_names.ts'

/** Of these the values are few enough to be told one by one. */
export const COUNTED = ['choice', 'choices', 'boolean', 'user', 'colour']

type Row = { fieldId: string; textKey: string; total: number | string }

/** Custom fields, each under the name of its filter. */
export const fieldsFacets: FacetFamily = {
  has: (name) => fieldAsked(name)?.way === 'is',

  async count(visitor, names, ids) {
    const found = new Map<string, Counted>(names.map((name) => [name, new Map<string, number>()]))
    const fields = (await known(visitor)).filter(({ key, kind }) => names.includes(`field.${key}`) && COUNTED.includes(kind))
    if (fields.length === 0 || ids.length === 0) return found
    for (const [brands, some] of Map.groupBy(fields, (field) => JSON.stringify(brandsSeenIn(visitor, field)))) {
      for (const row of await counted(some, ids, JSON.parse(brands) as 'all' | string[])) {
        found.get(`field.${some.find(({ id }) => id === row.fieldId)!.key}`)!.set(row.textKey, Number(row.total))
      }
    }
    return found
  },

  async labels(visitor, name, values) {
    const field = (await known(visitor)).find(({ key }) => name === `field.${key}`)
    if (field?.kind === 'user') return namesOf(values)
    if (!field || field.choices.length === 0) return null
    return new Map(field.choices.map(({ value, label }) => [value, label]))
  },
}

const known = async (visitor: Visitor) => (await knownFields()).filter((field) => knowsField(visitor, field))

async function counted(fields: Field[], ids: string[], brands: 'all' | string[]): Promise<Row[]> {
  const marks = (values: unknown[]) => values.map(() => '?').join(', ')
  const [join, where, bound] =
    brands === 'all' ? ['', '', []] : [' join assets on assets.id = v.asset_id', ` and assets.brand_id in (${marks(brands)})`, brands]
  if (brands !== 'all' && brands.length === 0) return []
  // SQLite would read all that the field has; these assets have less.
  const own = isSqlite() ? '+v.field_id' : 'v.field_id'
  return readRows<Row>(
    `select v.field_id as fieldId, v.text_key as textKey, count(*) as total from asset_field_values v${join}
     where v.asset_id in (${marks(ids)}) and ${own} in (${marks(fields)})${where} group by v.field_id, v.text_key`,
    [...ids, ...fields.map(({ id }) => id), ...bound]
  )
}
