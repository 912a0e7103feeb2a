import type { Transaction } from '#core/database/index'

export type CategoryCount = { categoryId: string; brandId: string; by: number }

/** Keeps the number of assets of each brand that are in each category. Called in every transaction that changes it. */
export async function adjustCategoryCounts(trx: Transaction, changes: CategoryCount[]) {
  const sums = new Map<string, CategoryCount>()
  for (const change of changes) {
    const key = `${change.categoryId}/${change.brandId}`
    sums.set(key, { ...change, by: (sums.get(key)?.by ?? 0) + change.by })
  }
  // Always in the same order, so that two transactions cannot wait for each other.
  for (const [, { categoryId, brandId, by }] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (by === 0) continue
    await trx
      .knexQuery()
      .table('category_counts')
      .insert({ category_id: categoryId, brand_id: brandId, total: by })
      .onConflict(['category_id', 'brand_id'])
      .merge({ total: trx.knexRawQuery('category_counts.total + ?', [by]) })
  }
}
