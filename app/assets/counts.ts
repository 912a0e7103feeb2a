import type { Transaction } from '#core/database/index'

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
    const place = { brand_id: asset.brandId, type: asset.type, is_trashed: asset.isTrashed }
    // One statement: an insert that is ignored holds the row with others, and then each would wait for the others to let go.
    await trx
      .knexQuery()
      .table('asset_counts')
      .insert({ ...place, total: by })
      .onConflict(['brand_id', 'type', 'is_trashed'])
      .merge({ total: trx.knexRawQuery('asset_counts.total + ?', [by]) })
  }
}
