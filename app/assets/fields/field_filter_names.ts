import type { FieldKind } from '../queries/added_filters.ts'

/** What can be asked of one field, as `field.<key>` or `field.<key>.<way>`. */
export type Way = 'is' | 'without' | 'min' | 'max' | 'contains' | 'equals'

const NAME = /^field\.([a-z][a-zA-Z0-9]{0,35})(?:\.(without|min|max|contains|equals))?$/

export function fieldAsked(name: string): { key: string; way: Way } | null {
  const [, key, way] = NAME.exec(name) ?? []
  return key ? { key, way: (way as Way | undefined) ?? 'is' } : null
}

/** Several values with commas between, or one text. */
export function kindOfFieldFilter(name: string): FieldKind | undefined {
  const asked = fieldAsked(name)
  if (!asked) return undefined
  return asked.way === 'is' || asked.way === 'without' ? 'values' : 'text'
}
