import { recordActivities, type Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import { nameKey } from '#core/support/name_key'

type HandOver = { fromId: string; toId: string; actor: Actor; trx: Transaction }
type Own = { id: string; name: string; name_key: string }

/** Personal collections go to who goes on with the work; those shared with others stay shared with them. */
export async function handOverCollections({ fromId, toId, actor, trx }: HandOver) {
  const ownedBy = (ownerId: string): Promise<Own[]> =>
    trx.from('collections').where('owner_id', ownerId).whereNull('deleted_at').select('id', 'name', 'name_key').orderBy('id')
  const handed = await ownedBy(fromId)
  if (handed.length > 0) {
    const names = new Map(renamed(handed, await ownedBy(toId)).map(({ id, name }) => [id, name]))
    for (const [id, name] of names) {
      await trx
        .from('collections')
        .where('id', id)
        .update({ name, name_key: nameKey(name) })
    }
    const ids = handed.map(({ id }) => id)
    await trx.from('collection_members').whereIn('collection_id', ids).where('user_id', toId).delete()
    await recordActivities(
      trx,
      actor,
      ids.map((id) => ({
        action: 'collection.handed_over',
        subjectType: 'collection',
        subjectId: id,
        before: { ownerId: fromId },
        after: { ownerId: toId },
      }))
    )
  }
  await trx.from('collections').where('owner_id', fromId).whereNull('deleted_at').update({ owner_id: toId, sibling_of: toId })
  // What can still be brought back is brought back by the new owner.
  await trx.from('collections').where('owner_id', fromId).update({ owner_id: toId })
  return { what: handed.length === 1 ? 'personal collection' : 'personal collections', count: handed.length }
}

/** Those whose name the heir uses already, with the number that makes it another one. */
function renamed(handed: Own[], owned: Own[]): { id: string; name: string }[] {
  const used = new Set([...handed, ...owned].map((one) => one.name_key))
  const taken = new Set(owned.map((one) => one.name_key))
  return handed
    .filter((one) => taken.has(one.name_key))
    .map(({ id, name }) => {
      const numbered = (number: number) => `${name.slice(0, 110)} (${number})`
      let number = 2
      while (used.has(nameKey(numbered(number)))) number += 1
      const free = numbered(number)
      used.add(nameKey(free))
      return { id, name: free }
    })
}
