import type { Transaction } from '#core/database/index'
import { appliesTo, isAsked, type Field, type FieldValue } from '#taxonomy'
import type { Values } from './values.ts'

type Counted = { id: string; brandId: string; type: string; missingFields: number }

/** The required fields that are empty, of those that are asked for where the others are as they are (S0-34). */
export function missingOf(fields: Field[], asset: { brandId: string; type: string | null }, values: Map<string, FieldValue>): Field[] {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const valueOf = (key: string) => values.get(byKey.get(key)?.id ?? '')
  return fields.filter(
    (field) => field.isRequired && !values.has(field.id) && appliesTo(field, asset) && isAsked(field, valueOf, (key) => byKey.has(key))
  )
}

/** Writes down how many required fields of these assets are empty, where that has changed. Answers of how many it has. */
export async function keepMissing(trx: Transaction, fields: Field[], assets: Counted[], values: Values): Promise<number> {
  const changed = new Map<number, string[]>()
  for (const asset of assets) {
    const count = missingOf(fields, asset, values.get(asset.id) ?? new Map<string, FieldValue>()).length
    if (count === asset.missingFields) continue
    changed.set(count, [...(changed.get(count) ?? []), asset.id])
    asset.missingFields = count
  }
  for (const [count, ids] of changed) await trx.from('assets').whereIn('id', ids).update({ missing_fields: count })
  return [...changed.values()].flat().length
}
