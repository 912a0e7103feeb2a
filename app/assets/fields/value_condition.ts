import { nameKey } from '#core/support/name_key'
import { choiceFor, readValue, type Field } from '#taxonomy'
import type { AddedValue } from '../queries/added_filters.ts'
import type { Way } from './field_filter_names.ts'
import { keyOfValue, measureOf } from './values.ts'

/** A condition on a row of `asset_field_values`. */
export type ValueCondition = { sql: string; values: (string | number)[] }

type Read = { condition: ValueCondition; problem?: undefined } | { condition?: undefined; problem: string }

const MEASURED = ['number', 'date']
const WRITTEN = ['text', 'longText', 'url']

/** What is asked of the values of a field, or what would be right to ask. */
export function conditionOf(field: Field, way: Way, asked: AddedValue): Read {
  if (way === 'min' || way === 'max') return ranged(field, way, String(asked))
  if (way === 'contains') return containing(field, String(asked))
  const words = way === 'equals' ? [String(asked)] : [asked].flat().map(String)
  const keys = words.map((word) => keyOf(field, word))
  const wrong = words.find((_word, at) => keys[at] === null)
  if (wrong !== undefined) return { problem: `cannot be "${wrong}"` }
  return { condition: { sql: `asset_field_values.text_key in (${keys.map(() => '?').join(', ')})`, values: keys as string[] } }
}

/** A value as it is looked up; what the field would not take any more may still be asked for. */
function keyOf(field: Field, word: string): string | null {
  if (WRITTEN.includes(field.kind)) return nameKey(word)
  if (field.choices.length > 0) return choiceFor(field, word)?.value ?? null
  const read = readValue({ ...field, min: null, max: null }, word)
  return read.problem === undefined && read.value !== null && !Array.isArray(read.value) ? keyOfValue(field, read.value) : null
}

function ranged(field: Field, way: 'min' | 'max', word: string): Read {
  if (!MEASURED.includes(field.kind)) return { problem: 'has no range: only numbers and dates have one' }
  const read = readValue({ ...field, min: null, max: null }, word)
  if (read.problem !== undefined || read.value === null) return { problem: read.problem ?? 'needs a value to begin or end with' }
  return { condition: { sql: `asset_field_values.number_value ${way === 'min' ? '>=' : '<='} ?`, values: [measureOf(field, read.value)!] } }
}

function containing(field: Field, word: string): Read {
  if (!WRITTEN.includes(field.kind)) return { problem: 'is not a text that could contain something' }
  const part = `%${nameKey(word).replace(/[!%_]/g, '!$&')}%`
  return { condition: { sql: "asset_field_values.text_key like ? escape '!'", values: [part] } }
}
