import { readRows, type Transaction } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import type { Field, FieldValue } from '#taxonomy'

/** What assets have in their fields, by the id of the asset and that of the field. */
export type Values = Map<string, Map<string, FieldValue>>

type Row = { assetId: string; fieldId: string; textKey: string; numberValue: number | null; textValue: string | null }

const SELECT = `select asset_id as assetId, field_id as fieldId, text_key as textKey, number_value as numberValue, text_value as textValue
  from asset_field_values where asset_id in`
const AT_ONCE = 400

const LONG = new Set<Field['kind']>(['text', 'longText', 'url'])

/** By what a value is looked up: the same for all that people would call the same. */
export function keyOfValue({ kind }: Pick<Field, 'kind'>, value: string | number | boolean): string {
  return LONG.has(kind) ? nameKey(String(value)) : String(value)
}

/** By what it is compared: numbers, and days as their first moment. */
export function measureOf({ kind }: Pick<Field, 'kind'>, value: FieldValue): number | null {
  if (kind === 'number') return Number(value)
  return kind === 'date' ? Date.parse(`${String(value)}T00:00:00Z`) : null
}

/** The rows in which a value of an asset is kept. */
export function rowsOf(field: Field, assetId: string, value: FieldValue) {
  const values = Array.isArray(value) ? value : [value]
  return values.map((one, nth) => ({
    asset_id: assetId,
    field_id: field.id,
    nth,
    text_key: keyOfValue(field, one),
    number_value: measureOf(field, one),
    text_value: LONG.has(field.kind) ? String(one) : null,
  }))
}

/** What these assets have in these fields. */
export async function valuesOf(assetIds: string[], fields: Field[], trx?: Transaction): Promise<Values> {
  const found: Values = new Map()
  const byId = new Map(fields.map((field) => [field.id, field]))
  if (fields.length === 0) return found
  for (let at = 0; at < assetIds.length; at += AT_ONCE) {
    for (const row of await read(assetIds.slice(at, at + AT_ONCE), trx)) {
      const field = byId.get(row.fieldId)
      if (!field) continue
      const values = found.get(row.assetId) ?? new Map<string, FieldValue>()
      values.set(field.id, joined(field, values.get(field.id), row))
      found.set(row.assetId, values)
    }
  }
  return found
}

async function read(ids: string[], trx?: Transaction): Promise<Row[]> {
  const sql = `${SELECT} (${ids.map(() => '?').join(', ')}) order by asset_id, field_id, nth`
  if (!trx) return readRows<Row>(sql, ids)
  const answer = (await trx.rawQuery(sql, ids)) as Row[] | [Row[]]
  return (Array.isArray(answer[0]) ? answer[0] : answer) as Row[]
}

function joined({ kind }: Field, before: FieldValue | undefined, row: Row): FieldValue {
  if (kind === 'choices') return [...((before as string[] | undefined) ?? []), row.textKey]
  if (kind === 'number') return Number(row.numberValue)
  return kind === 'boolean' ? row.textKey === 'true' : LONG.has(kind) ? row.textValue! : row.textKey
}
