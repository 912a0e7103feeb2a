import { isSqlite, type Transaction } from '#core/database/index'
import { adjustFolderCounts } from '#taxonomy'
import type { AssetMove } from '../followers.ts'

/** Keeps the numbers of folders right while assets go to the trash and come back. */
export async function followAssetsWithFolders(trx: Transaction, ids: string[], move: AssetMove) {
  // What is created is put into its folder after, counted as that is written.
  if (move === 'created') return
  const rows = await trx.rawQuery(
    // On MySQL it must see what was placed since this transaction began.
    `SELECT folder_id AS id FROM assets WHERE id IN (${ids.map(() => '?').join(', ')}) AND folder_id IS NOT NULL
     ${isSqlite() ? '' : 'LOCK IN SHARE MODE'}`,
    ids
  )
  const counts = new Map<string, number>()
  for (const { id } of (isSqlite() ? rows : rows[0]) as { id: string }[]) {
    counts.set(id, (counts.get(id) ?? 0) + (move === 'restored' ? 1 : -1))
  }
  await adjustFolderCounts(trx, counts)
}
