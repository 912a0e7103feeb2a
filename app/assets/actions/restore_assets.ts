import { recordActivities, type Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import { adjustCounts } from '../counts.ts'
import { tellFollowers } from '../followers.ts'
import type { Asset } from '../models/asset.ts'
import { moveAssets } from './move_assets.ts'
import { place } from './trash_assets.ts'

/** Brings assets back from the trash, as they were. */
export class RestoreAssets {
  async handle(trx: Transaction, actor: Actor, assets: Asset[], cause: string | null = null) {
    const moved = await moveAssets(trx, assets, {
      from: true,
      to: false,
      values: { trashed_at: null, trashed_by: null, purge_at: null, updated_at: Date.now() },
    })
    await adjustCounts(
      trx,
      moved.flatMap((asset) => [
        { asset: { ...place(asset), isTrashed: true }, by: -1 },
        { asset: { ...place(asset), isTrashed: false }, by: 1 },
      ])
    )
    await tellFollowers(
      trx,
      moved.map((asset) => asset.id),
      'restored'
    )
    await recordActivities(
      trx,
      actor,
      moved.map((asset) => ({ action: 'asset.restored', subjectType: 'asset', subjectId: asset.id, brandId: asset.brandId, cause }))
    )
  }
}
