import type { AssetMove } from '#assets'
import { insertRows, isSqlite, type Transaction } from '#core/database/index'
import { noteFiled, noteUnfiled } from './unfiled.ts'

/** Keeps the numbers of collections and the bucket of unfiled assets right while assets come, go and come back. */
export async function followAssetsIntoCollections(trx: Transaction, ids: string[], move: AssetMove) {
  if (move === 'created') {
    await insertRows(
      trx,
      'unfiled_assets',
      ids.map((id) => ({ asset_id: id }))
    )
    return
  }
  for (const { id, assets } of await collectionsHolding(trx, ids)) {
    await trx
      .from('collections')
      .where('id', id)
      .increment('asset_count', move === 'restored' ? assets : -assets)
  }
  return move === 'restored' ? noteUnfiled(trx, ids) : noteFiled(trx, ids)
}

/** In the order of their ids, so that two transactions cannot wait for each other. */
async function collectionsHolding(trx: Transaction, ids: string[]): Promise<{ id: string; assets: number }[]> {
  const rows = await trx.rawQuery(
    // On MySQL it must see what was filed since this transaction began.
    `SELECT collection_id AS id FROM collection_assets WHERE asset_id IN (${ids.map(() => '?').join(', ')})
     ORDER BY collection_id${isSqlite() ? '' : ' LOCK IN SHARE MODE'}`,
    ids
  )
  const found = (isSqlite() ? rows : rows[0]) as { id: string }[]
  const numbers = new Map<string, number>()
  for (const { id } of found) numbers.set(id, (numbers.get(id) ?? 0) + 1)
  return [...numbers].map(([id, assets]) => ({ id, assets }))
}
