import { recordActivities, type Actor } from '#core/activity/index'
import { type Transaction } from '#core/database/index'
import { adjustCounts } from '../counts.ts'
import { tellFollowers } from '../followers.ts'
import { PublicAssetsStay, TRASH_DAYS } from '../errors.ts'
import type { Asset } from '../models/asset.ts'
import { moveAssets } from './move_assets.ts'

const DAY_MS = 24 * 3600_000

/** Puts assets into the trash, where they stay for thirty days (S3-37 to S3-40). */
export class TrashAssets {
  /** Why this asset may not go, or null. */
  refusal(asset: Asset): Error | null {
    return asset.availability === 'public' ? new PublicAssetsStay(asset.name) : null
  }

  async handle(trx: Transaction, actor: Actor, assets: Asset[], cause: string | null = null) {
    const now = Date.now()
    const moved = await moveAssets(trx, assets, {
      from: false,
      to: true,
      values: { trashed_at: now, trashed_by: actor.id, purge_at: now + TRASH_DAYS * DAY_MS, updated_at: now },
    })
    await adjustCounts(
      trx,
      moved.flatMap((asset) => [
        { asset: { ...place(asset), isTrashed: false }, by: -1 },
        { asset: { ...place(asset), isTrashed: true }, by: 1 },
      ])
    )
    await tellFollowers(
      trx,
      moved.map((asset) => asset.id),
      'trashed'
    )
    await recordActivities(
      trx,
      actor,
      moved.map((asset) => ({
        action: 'asset.trashed',
        subjectType: 'asset',
        subjectId: asset.id,
        brandId: asset.brandId,
        cause,
        before: { name: asset.name },
      }))
    )
  }
}

export const place = (asset: Asset) => ({ brandId: asset.brandId, type: asset.type })
