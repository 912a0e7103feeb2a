import { isSqlite, type Transaction } from '#core/database/index'

const placeholders = (values: unknown[]) => values.map(() => '?').join(', ')

/** Writes down which of these assets are in the library and in no library collection (S1-13). */
export async function noteUnfiled(trx: Transaction, assetIds: string[]) {
  if (assetIds.length === 0) return
  await insertUnfiled(trx, `assets.id IN (${placeholders(assetIds)})`, assetIds)
}

/** The same for all that are in these collections. */
export async function noteUnfiledWithin(trx: Transaction, collectionId: string) {
  await insertUnfiled(trx, `assets.id IN (${ASSETS_WITHIN})`, [collectionId])
}

export async function noteFiled(trx: Transaction, assetIds: string[]) {
  if (assetIds.length > 0) await trx.from('unfiled_assets').whereIn('asset_id', assetIds).delete()
}

export async function noteFiledWithin(trx: Transaction, collectionId: string) {
  await trx.rawQuery(`DELETE FROM unfiled_assets WHERE asset_id IN (${ASSETS_WITHIN})`, [collectionId])
}

const ASSETS_WITHIN = `SELECT held.asset_id FROM collection_assets held
  JOIN collection_ancestors ON collection_ancestors.collection_id = held.collection_id WHERE collection_ancestors.ancestor_id = ?`

async function insertUnfiled(trx: Transaction, which: string, bindings: string[]) {
  await trx.rawQuery(
    `INSERT ${isSqlite() ? 'OR IGNORE' : 'IGNORE'} INTO unfiled_assets (asset_id)
     SELECT assets.id FROM assets WHERE ${which} AND assets.is_trashed = 0 AND NOT EXISTS (
       SELECT 1 FROM collection_assets JOIN collections ON collections.id = collection_assets.collection_id
       WHERE collection_assets.asset_id = assets.id AND collections.kind = 'library' AND collections.deleted_at IS NULL)`,
    bindings
  )
}
