import { carryOut, isSqlite, type Transaction } from '#core/database/index'

const INSERT = 'insert into asset_counts (brand_id, type, is_trashed, total) values (?, ?, ?, ?)'
const COUNT = `${INSERT} on conflict (brand_id, type, is_trashed) do update set total = asset_counts.total + ?`
const COUNT_MYSQL = `${INSERT} on duplicate key update total = asset_counts.total + ?`

type Counted = { brandId: string; type: string; isTrashed: boolean }

/**
 * Keeps the numbers beside the buckets, so that no page has to count a million rows. Called in every
 * transaction that adds, moves or takes away assets.
 */
export async function adjustCounts(trx: Transaction, changes: { asset: Counted; by: number }[]) {
  const sums = new Map<string, { asset: Counted; by: number }>()
  for (const { asset, by } of changes) {
    const key = `${asset.brandId}/${asset.type}/${asset.isTrashed}`
    const sum = sums.get(key) ?? { asset, by: 0 }
    sum.by += by
    sums.set(key, sum)
  }
  // Always in the same order, so that two transactions cannot wait for each other.
  for (const [, { asset, by }] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (by === 0) continue
    // One statement: an insert that is ignored holds the row with others, and then each would wait for the others to let go.
    await carryOut(trx, isSqlite() ? COUNT : COUNT_MYSQL, [asset.brandId, asset.type, asset.isTrashed, by, by])
  }
}
