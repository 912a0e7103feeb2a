import type { Transaction } from '#core/database/index'

/** What happened to assets that moves them in or out of the library. Purging needs no telling: rows that refer to an asset go with it. */
export type AssetMove = 'created' | 'trashed' | 'restored'

type Follower = (trx: Transaction, ids: string[], move: AssetMove) => Promise<void>

const followers: Follower[] = []

/** Lets a higher module keep what it knows of assets right, in the transaction that moves them. */
export const followAssets = (follower: Follower) => void followers.push(follower)

export async function tellFollowers(trx: Transaction, ids: string[], move: AssetMove) {
  if (ids.length > 0) for (const follower of followers) await follower(trx, ids, move)
}
