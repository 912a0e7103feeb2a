import { isSqlite, type Transaction } from '#core/database/index'
import { adjustCategoryCounts } from '#taxonomy'
import type { AssetMove } from '../followers.ts'

/** Keeps the numbers of categories right while assets go to the trash and come back (S3-35). */
export async function followAssetsWithCategories(trx: Transaction, ids: string[], move: AssetMove) {
  // What is created is put into its categories after, counted as that is written.
  if (move === 'created') return
  const rows = await trx.rawQuery(
    // On MySQL it must see what was placed since this transaction began.
    `SELECT asset_categories.category_id AS categoryId, assets.brand_id AS brandId FROM asset_categories
     JOIN assets ON assets.id = asset_categories.asset_id WHERE asset_categories.asset_id IN (${ids.map(() => '?').join(', ')})
     ${isSqlite() ? '' : 'LOCK IN SHARE MODE'}`,
    ids
  )
  const placed = (isSqlite() ? rows : rows[0]) as { categoryId: string; brandId: string }[]
  await adjustCategoryCounts(
    trx,
    placed.map((one) => ({ ...one, by: move === 'restored' ? 1 : -1 }))
  )
}
