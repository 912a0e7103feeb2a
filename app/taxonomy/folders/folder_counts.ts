import type { Transaction } from '#core/database/index'

/** Keeps the number of assets that are directly in each folder. Called in every transaction that changes it. */
export async function adjustFolderCounts(trx: Transaction, changes: Map<string, number>) {
  // Always in the same order, so that two transactions cannot wait for each other.
  for (const [id, by] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (by !== 0) await trx.from('folders').where('id', id).increment('asset_count', by)
  }
}
