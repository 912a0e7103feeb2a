import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import { ListCollections } from './list_collections.ts'

/** The collections an asset is in, of those that the visitor may know of. */
export async function collectionsOfAsset(visitor: Visitor, assetId: string) {
  const rows = (await db.from('collection_assets').where('asset_id', assetId).select('collection_id').limit(200)) as {
    collection_id: string
  }[]
  return new ListCollections().some(
    visitor,
    rows.map((row) => row.collection_id)
  )
}
