import { FieldRefused } from '../errors.ts'
import type { Field, FieldKind, FieldValue } from './field.ts'
import type { GivenChoice } from './keys.ts'

type Plain = Pick<
  Field,
  | 'label'
  | 'help'
  | 'assetTypes'
  | 'isRequired'
  | 'pattern'
  | 'group'
  | 'condition'
  | 'seenBy'
  | 'editedBy'
  | 'isSearchable'
  | 'isFilterable'
  | 'mappedFrom'
>

/** What can be said of a field and changed later; the range of a date is given as days. */
export type GivenSettings = Partial<Plain> & { min?: unknown; max?: unknown; default?: unknown; choices?: GivenChoice[] }

/** As it is kept, but for choices, of which more must be known. */
export function settingsFrom(kind: FieldKind, given: GivenSettings): Partial<Field> {
  const { min, max, default: wanted, choices, ...plain } = given
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(min === undefined ? {} : { min: measure(kind, 'min', min) }),
    ...(max === undefined ? {} : { max: measure(kind, 'max', max) }),
    ...(wanted === undefined ? {} : { default: (wanted === '' ? null : wanted) as FieldValue | null }),
  }
}

function measure(kind: FieldKind, name: string, given: unknown): number | null {
  if (given === null || given === '') return null
  const isDay = kind === 'date'
  const value = isDay ? (/^\d{4}-\d{2}-\d{2}$/.test(String(given)) ? Date.parse(`${String(given)}T00:00:00Z`) : Number.NaN) : Number(given)
  if (Number.isFinite(value) && typeof given !== 'object' && typeof given !== 'boolean') return value
  throw new FieldRefused([{ field: name, message: isDay ? 'Give a day such as 2026-05-31.' : 'Give a number.' }])
}
