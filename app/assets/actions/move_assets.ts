import type { Transaction } from '#core/database/index'
import type { Asset } from '../models/asset.ts'

/**
 * Moves assets in or out of the trash, and answers those that this transaction moved: of two that try
 * at the same time, each asset is moved, counted and written down by one.
 */
export async function moveAssets(
  trx: Transaction,
  assets: Asset[],
  move: { from: boolean; to: boolean; values: Record<string, unknown> }
): Promise<Asset[]> {
  const moved: Asset[] = []
  for (const asset of assets) {
    const changed = await trx
      .from('assets')
      .where('id', asset.id)
      .where('is_trashed', move.from)
      .update({ is_trashed: move.to, ...move.values })
    if (Number(changed) === 1) moved.push(asset)
  }
  return moved
}
