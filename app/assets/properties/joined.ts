import type { Transaction } from '#core/database/index'
import type { Change } from './property.ts'

/** A table that joins assets to things of the taxonomy, of which an asset has several. */
export type Join = { table: string; column: string }

/** What becomes of each asset whose things change. */
type Changed = Map<string, { before: string[]; after: string[] }>

const CHUNK = 400

/** Which things assets have, by asset; one that has none has an empty set. */
export function hadBy(assetIds: string[], rows: { assetId: string; id: string }[]): Map<string, Set<string>> {
  const had = new Map<string, Set<string>>(assetIds.map((id) => [id, new Set()]))
  for (const { assetId, id } of rows) had.get(assetId)!.add(id)
  return had
}

/** Sets, adds or removes things of assets that have these now, and answers what changed of each; the others are left out. */
export async function rejoin(
  trx: Transaction,
  { table, column }: Join,
  had: Map<string, Set<string>>,
  { mode, value: wanted }: Change<string[]>
): Promise<Changed> {
  const changed: Changed = new Map()
  const [added, removed]: [Record<string, string>[], Map<string, string[]>] = [[], new Map()]
  for (const [assetId, before] of had) {
    const gone = mode === 'add' ? [] : [...before].filter((id) => wanted.includes(id) === (mode === 'remove'))
    const fresh = mode === 'remove' ? [] : wanted.filter((id) => !before.has(id))
    if (gone.length === 0 && fresh.length === 0) continue
    for (const id of fresh) added.push({ [column]: id, asset_id: assetId })
    for (const id of gone) removed.set(id, [...(removed.get(id) ?? []), assetId])
    changed.set(assetId, { before: [...before], after: [...[...before].filter((id) => !gone.includes(id)), ...fresh] })
  }
  for (const [id, from] of removed) await trx.from(table).where(column, id).whereIn('asset_id', from).delete()
  for (let at = 0; at < added.length; at += CHUNK) await trx.table(table).multiInsert(added.slice(at, at + CHUNK))
  return changed
}

/** By how much the number of each thing changed. */
export function countsOf(changed: Changed): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { before, after } of changed.values()) {
    for (const id of after) if (!before.includes(id)) counts.set(id, (counts.get(id) ?? 0) + 1)
    for (const id of before) if (!after.includes(id)) counts.set(id, (counts.get(id) ?? 0) - 1)
  }
  return counts
}
