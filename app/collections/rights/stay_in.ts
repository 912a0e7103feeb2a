import { newId, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { MANAGE } from './levels.ts'
import { rightsOf, type Owned } from './rights_of.ts'

/** Names whoever closes a collection in it, where that would shut them out themselves. */
export async function stayIn(trx: Transaction, visitor: Visitor, collection: Owned) {
  const rights = (await rightsOf(visitor, [collection], trx)).get(collection.id)!
  if (rights.rank === MANAGE) return
  const mine = { collection_id: collection.id, user_id: visitor.user.id }
  await trx.from('collection_members').where(mine).delete()
  await trx
    .table('collection_members')
    .insert({ ...mine, id: newId(), level: MANAGE, may_share: true, created_by: visitor.user.id, created_at: Date.now() })
}
