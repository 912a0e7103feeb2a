import type { Transaction } from '#core/database/index'

type Follower = (trx: Transaction, tagId: string) => Promise<void>

const followers: Follower[] = []

/** Lets whoever uses tags take note that the words of one have changed, in the transaction that changes them. */
export const followTags = (follower: Follower) => void followers.push(follower)

export async function tellOfTag(trx: Transaction, tagId: string) {
  for (const follower of followers) await follower(trx, tagId)
}
