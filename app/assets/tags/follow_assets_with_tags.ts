import { isSqlite, type Transaction } from '#core/database/index'
import { adjustTagCounts } from '#taxonomy'
import type { AssetMove } from '../followers.ts'

/** Keeps the numbers of tags right while assets go to the trash and come back. */
export async function followAssetsWithTags(trx: Transaction, ids: string[], move: AssetMove) {
  // What is created gets its tags after, counted as they are written.
  if (move === 'created') return
  const rows = await trx.rawQuery(
    // On MySQL it must see what was tagged since this transaction began.
    `SELECT tag_id AS id FROM asset_tags WHERE asset_id IN (${ids.map(() => '?').join(', ')}) ORDER BY tag_id${isSqlite() ? '' : ' LOCK IN SHARE MODE'}`,
    ids
  )
  const counts = new Map<string, number>()
  for (const { id } of (isSqlite() ? rows : rows[0]) as { id: string }[]) {
    counts.set(id, (counts.get(id) ?? 0) + (move === 'restored' ? 1 : -1))
  }
  await adjustTagCounts(trx, counts)
}
