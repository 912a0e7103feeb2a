import { findTemplate } from '../templates/find_templates.ts'
import type { AppliedTemplate } from '../templates/apply_template.ts'
import { NothingToChange } from '../errors.ts'
import type { Visitor } from '#identity'
import type { BulkChanges } from '../actions/edit_assets.ts'
import { requireDestination } from '../moving/foresee_move.ts'

/** What an operation of this kind is told besides its assets, as it is written down. */
export function operationInput(
  visitor: Visitor,
  kind: string,
  changes: BulkChanges | undefined,
  brandId: string | undefined
): string | null {
  if (kind === 'moveToBrand') {
    if (!brandId) throw new NothingToChange()
    requireDestination(visitor, brandId)
    return JSON.stringify({ brandId })
  }
  if (kind !== 'edit') return null
  const given = Object.entries(changes ?? {}).filter(([, fields]) => Object.keys(fields ?? {}).length > 0)
  if (given.length === 0) throw new NothingToChange()
  return JSON.stringify(Object.fromEntries(given))
}

/** What the template says now is what is applied, though it be changed or deleted meanwhile. */
export async function templateInput(visitor: Visitor, { id, mode }: { id: string; mode: AppliedTemplate['mode'] }): Promise<string> {
  const { name, brandId, given } = await findTemplate(visitor, id)
  if (Object.keys(given).length === 0) throw new NothingToChange()
  return JSON.stringify({ template: { name, brandId, given, mode } satisfies AppliedTemplate })
}
