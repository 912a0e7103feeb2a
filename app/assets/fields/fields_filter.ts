import db from '@adonisjs/lucid/services/db'
import { isSqlite, readRows } from '#core/database/index'
import type { Visitor } from '#identity'
import { brandsSeenIn, FieldValuesRefused, knowsField, knownFields, type Field } from '#taxonomy'
import type { Added, AddedFilter } from '../queries/added_filters.ts'
import { FEW_COUNTED } from '../queries/predicates.ts'
import { fieldAsked, kindOfFieldFilter } from './field_filter_names.ts'
import { conditionOf, type ValueCondition } from './value_condition.ts'

/** One thing that is asked of one field; `field` is null where there is none that can be meant. */
type Test = { field: Field | null; isNot: boolean; condition: ValueCondition | null; matches: number }

/** By custom fields: some values, a range, a part of a text, any value or none (S0-32). */
export const fieldsFilter: AddedFilter<Test[]> = {
  fields: { hasFields: 'ids', lacksFields: 'ids' },
  family: kindOfFieldFilter,

  async prepare(visitor, asked, { isLenient }) {
    const fields = (await knownFields()).filter((field) => knowsField(visitor, field))
    const problems: { field: string; message: string }[] = []
    const tests = testsIn(asked, fields, problems)
    if (problems.length > 0 && !isLenient) throw new FieldValuesRefused(problems, 'unknown_field')
    return Promise.all(tests.map(async (test) => ({ ...test, matches: await matchesOf(test) })))
  },

  narrow(query, visitor, _asked, tests, few) {
    for (const { field, isNot, condition, matches } of tests) {
      if (!field) {
        query.whereRaw('1 = 0')
        continue
      }
      const brands = placesOf(visitor, field)
      if (brands !== 'all') query.whereIn('assets.brand_id', brands)
      if (isNot) {
        if (!condition && field.assetTypes.length > 0) query.whereIn('assets.type', field.assetTypes)
        query.whereNotExists(walked(field, condition).whereColumn('asset_field_values.asset_id', 'assets.id'))
        // Few are looked up and sorted; many are met often enough on the walk from the newest.
      } else if (matches <= few) query.whereIn('assets.id', rows(field, condition))
      else query.whereExists(walked(field, condition).whereColumn('asset_field_values.asset_id', 'assets.id'))
    }
  },
}

/** The brands whose assets have it, as far as this visitor may see it there. */
function placesOf(visitor: Visitor, field: Field): 'all' | string[] {
  const seen = brandsSeenIn(visitor, field)
  if (field.brandId === null) return seen
  return seen === 'all' || seen.includes(field.brandId) ? [field.brandId] : []
}

function testsIn(asked: Added, fields: Field[], problems: { field: string; message: string }[]): Test[] {
  const tests: Test[] = []
  const named = (key: string, name: string) => {
    const field = fields.find((one) => one.key === key) ?? null
    if (!field) problems.push({ field: name, message: `There is no field "${key}". GET /api/v1/fields lists those there are.` })
    return field
  }
  for (const [name, isNot] of [
    ['hasFields', false],
    ['lacksFields', true],
  ] as const) {
    for (const key of (asked[name] as string[] | undefined) ?? [])
      tests.push({ field: named(key, name), isNot, condition: null, matches: Infinity })
  }
  for (const [name, value] of Object.entries(asked)) {
    const one = fieldAsked(name)
    if (!one) continue
    const field = named(one.key, name)
    const read = field && conditionOf(field, one.way, value)
    if (read?.problem) problems.push({ field: name, message: `${field!.label} ${read.problem}.` })
    tests.push({
      field: read?.condition ? field : null,
      isNot: one.way === 'without',
      condition: read?.condition ?? null,
      matches: Infinity,
    })
  }
  return tests
}

async function matchesOf({ field, isNot, condition }: Test): Promise<number> {
  if (!field || isNot) return Infinity
  const where = condition ? ` and ${condition.sql}` : ''
  const [counted] = await readRows<{ total: number | string }>(
    `select count(*) as total from (select 1 from asset_field_values where field_id = ?${where} limit ${FEW_COUNTED + 1}) some`,
    [field.id, ...(condition?.values ?? [])]
  )
  return Number(counted!.total)
}

/**
 * On a walk each asset is asked by its own key. A plus changes no value, and keeps SQLite from reading a whole range
 * of the field for each asset instead.
 */
function walked(field: Field, condition: ValueCondition | null) {
  const isRange = condition !== null && !condition.sql.includes(' in (')
  if (!isRange || !isSqlite()) return rows(field, condition)
  const hidden = condition.sql.replace('asset_field_values.', '+asset_field_values.')
  return db
    .from('asset_field_values')
    .whereRaw(`+asset_field_values.field_id = ? and ${hidden}`, [field.id, ...condition.values])
    .select('asset_field_values.asset_id')
}

function rows(field: Field, condition: ValueCondition | null) {
  const query = db.from('asset_field_values').where('asset_field_values.field_id', field.id).select('asset_field_values.asset_id')
  return condition ? query.whereRaw(condition.sql, condition.values) : query
}
