import { createHash } from 'node:crypto'
import type { SearchDocument } from '@damson/sdk'
import { inTransaction } from '#core/database/index'
import { Asset } from '../../models/asset.ts'
import { wordsOf } from '../search_documents.ts'

/** What a search engine is to know of these assets, as they are now; of one that is gone, nothing. */
export function documentsOf(ids: string[]): Promise<SearchDocument[]> {
  return inTransaction(async (trx) => {
    const assets = await Asset.query({ client: trx }).whereIn('id', ids)
    if (assets.length === 0) return []
    const words = await wordsOf(trx, assets)
    return assets.map((asset) => {
      const { file_name: fileName, ...rest } = words.get(asset.id)!
      const document = { id: asset.id, brandId: asset.brandId, createdAt: asset.createdAt, ...rest, fileName }
      return { ...document, digest: createHash('sha256').update(JSON.stringify(document)).digest('base64url').slice(0, 16) }
    })
  })
}
