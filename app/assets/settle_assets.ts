import type { Transaction } from '#core/database/index'
import type { EmbeddedMetadata, Settled } from '#files'
import { statusOf } from './actions/create_asset.ts'
import { Asset } from './models/asset.ts'
import { indexAsset } from './search/search_documents.ts'

/**
 * Carries what became of a blob over to the assets made of it: their status, and, into fields that
 * are still empty, what the file says about itself. Filled once; from then on the card is people's.
 */
export async function settleAssets(trx: Transaction, { blob, embedded, text }: Settled) {
  const assets = await Asset.query({ client: trx }).where('blobId', blob.id)
  for (const asset of assets) {
    const first = asset.processingStatus === 'processing'
    asset.merge({
      processingStatus: statusOf(blob),
      ...(embedded && first ? prefill(asset, embedded) : {}),
      updatedAt: Date.now(),
    })
    await asset.useTransaction(trx).save()
    if (embedded || text) await indexAsset(trx, asset)
  }
}

function prefill(asset: Asset, embedded: EmbeddedMetadata) {
  return {
    title: asset.title ?? embedded.title,
    description: asset.description ?? embedded.description,
    copyright: asset.copyright ?? embedded.copyright,
    keywords: asset.keywords.length > 0 ? asset.keywords : embedded.keywords,
  }
}
