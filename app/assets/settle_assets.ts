import type { Transaction } from '#core/database/index'
import type { Settled } from '#files'
import { statusOf, takenOver } from './actions/create_asset.ts'
import { Asset } from './models/asset.ts'
import { prefillProperties } from './properties/properties.ts'
import { prefill } from './prefill.ts'
import { indexAsset } from './search/search_documents.ts'
import { learnWords } from './search/vocabulary.ts'

/**
 * Carries what became of a blob over to the assets made of it: their status, and, into fields that
 * are still empty, what the file says about itself. Filled once; from then on the card is people's.
 */
export async function settleAssets(trx: Transaction, { blob, embedded, text }: Settled) {
  const assets = await Asset.query({ client: trx }).where('blobId', blob.id)
  if (text) await learnWords(trx, [text])
  for (const asset of assets) {
    const first = asset.processingStatus === 'processing'
    asset.merge({ processingStatus: statusOf(blob), ...takenOver(blob), updatedAt: Date.now() })
    if (first) prefill(asset, embedded)
    await asset.useTransaction(trx).save()
    if (first) await prefillProperties(trx, asset, embedded)
    if (embedded || text) await indexAsset(trx, asset)
  }
}
