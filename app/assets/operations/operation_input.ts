import { NothingToChange } from '../errors.ts'
import type { BulkChanges } from '../actions/edit_assets.ts'

/** What an operation of this kind is told besides its assets, as it is written down. */
export function operationInput(kind: string, changes: BulkChanges | undefined): string | null {
  if (kind !== 'edit') return null
  const given = Object.entries(changes ?? {}).filter(([, fields]) => Object.keys(fields ?? {}).length > 0)
  if (given.length === 0) throw new NothingToChange()
  return JSON.stringify(Object.fromEntries(given))
}
