import { isSqlite, type Transaction } from '#core/database/index'
import { adjustCampaignCounts } from '#taxonomy'
import type { AssetMove } from '../followers.ts'

/** Keeps the numbers of campaigns right while assets go to the trash and come back. */
export async function followAssetsWithCampaigns(trx: Transaction, ids: string[], move: AssetMove) {
  if (move === 'created') return
  const rows = await trx.rawQuery(
    // On MySQL it must see what was given since this transaction began.
    `SELECT campaign_id AS id FROM asset_campaigns WHERE asset_id IN (${ids.map(() => '?').join(', ')})
     ${isSqlite() ? '' : 'LOCK IN SHARE MODE'}`,
    ids
  )
  const counts = new Map<string, number>()
  for (const { id } of (isSqlite() ? rows : rows[0]) as { id: string }[]) {
    counts.set(id, (counts.get(id) ?? 0) + (move === 'restored' ? 1 : -1))
  }
  await adjustCampaignCounts(trx, counts)
}
