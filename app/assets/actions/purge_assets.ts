import { recordActivities, type Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import { adjustCounts } from '../counts.ts'
import type { Asset } from '../models/asset.ts'
import { unindexAsset } from '../search/search_documents.ts'
import { place } from './trash_assets.ts'

/** Removes trashed assets for good. Their bytes follow when nothing else refers to them any more. */
export class PurgeAssets {
  async handle(trx: Transaction, actor: Actor, assets: Asset[], cause: string | null = null) {
    const gone: Asset[] = []
    for (const asset of assets) {
      await unindexAsset(trx, asset.id)
      const removed = await trx.from('assets').where('id', asset.id).where('is_trashed', true).delete()
      if (Number(removed) !== 1) continue
      gone.push(asset)
    }
    await adjustCounts(
      trx,
      gone.map((asset) => ({ asset: { ...place(asset), isTrashed: true }, by: -1 }))
    )
    await recordActivities(
      trx,
      actor,
      gone.map((asset) => ({
        action: 'asset.purged',
        subjectType: 'asset',
        subjectId: asset.id,
        brandId: asset.brandId,
        cause,
        before: { name: asset.name, fileName: asset.fileName },
      }))
    )
  }
}
