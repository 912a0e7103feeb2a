import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, newId, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Meant, Visitor } from '#identity'
import { AlreadyNamed, RightsRefused, TooManyNamed } from '../../errors.ts'
import type { FoundCollection } from '../../queries/find_collection.ts'
import { FILL, levelOf, rankOf, type Level, type Rights } from '../levels.ts'
import { MOST_MEMBERS } from '../list_members.ts'
import { rightsOf } from '../rights_of.ts'

export type MemberRights = { level?: Level; mayShare?: boolean }
type Row = { id: string; userId: string | null; groupId: string | null; level: number; mayShare: boolean | number }

/** Says what people and groups may do with a collection. Nobody gives, changes or takes more than they have themselves. */
export class ChangeMembers {
  add(visitor: Visitor, collection: FoundCollection, { userId, groupId, name }: Meant, wanted: MemberRights): Promise<string> {
    return inRepeatableTransaction(async (trx) => {
      const rights = await this.#begin(trx, visitor, collection)
      const [level, mayShare] = [rankOf(wanted.level ?? 'see'), wanted.mayShare ?? false]
      requireWithin(rights, collection, level)
      const others = await membersOf(trx, collection.id)
      if (others.some((one) => (userId ? one.userId === userId : one.groupId === groupId))) throw new AlreadyNamed(name)
      if (others.length >= MOST_MEMBERS) throw new TooManyNamed(MOST_MEMBERS)
      const id = newId()
      await trx.table('collection_members').insert({
        id,
        collection_id: collection.id,
        user_id: userId,
        group_id: groupId,
        level,
        may_share: mayShare,
        created_by: visitor.user.id,
        created_at: Date.now(),
      })
      await this.#record(trx, visitor, collection, 'added', { after: told({ userId, groupId, level, mayShare }) })
      return id
    })
  }

  change(visitor: Visitor, collection: FoundCollection, memberId: string, wanted: MemberRights): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      const rights = await this.#begin(trx, visitor, collection)
      const before = await memberOf(trx, collection.id, memberId)
      const after = {
        ...before,
        level: wanted.level ? rankOf(wanted.level) : before.level,
        mayShare: wanted.mayShare ?? Boolean(before.mayShare),
      }
      for (const level of [before.level, after.level]) requireWithin(rights, collection, level)
      await trx.from('collection_members').where('id', memberId).update({ level: after.level, may_share: after.mayShare })
      await this.#record(trx, visitor, collection, 'changed', { before: told(before), after: told(after) })
    })
  }

  remove(visitor: Visitor, collection: FoundCollection, memberId: string): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      const rights = await this.#begin(trx, visitor, collection)
      const before = await memberOf(trx, collection.id, memberId)
      requireWithin(rights, collection, before.level)
      await trx.from('collection_members').where('id', memberId).delete()
      await this.#record(trx, visitor, collection, 'removed', { before: told(before) })
    })
  }

  /** Holds the collection, so that two changes come one after the other, and asks anew what the visitor may do. */
  async #begin(trx: Transaction, visitor: Visitor, collection: FoundCollection): Promise<Rights> {
    const held = await trx.from('collections').where('id', collection.id).whereNull('deleted_at').update({ updated_at: Date.now() })
    const rights = (await rightsOf(visitor, [collection], trx)).get(collection.id)!
    if (Number(held) !== 1 || !rights.mayShare) throw new NotFound('collection')
    return rights
  }

  #record(trx: Transaction, visitor: Visitor, { id, brandId }: FoundCollection, what: string, values: { before?: object; after?: object }) {
    return recordActivity(trx, visitor.actor, {
      action: `collection.member_${what}`,
      subjectType: 'collection',
      subjectId: id,
      brandId,
      ...values,
    })
  }
}

const told = ({ userId, groupId, level, mayShare }: Omit<Row, 'id'>) => ({
  ...(userId ? { userId } : { groupId }),
  level: levelOf(level),
  mayShare: Boolean(mayShare),
})

function requireWithin(rights: Rights, { kind }: FoundCollection, level: number) {
  if (level > rights.rank) {
    throw new RightsRefused('level', `You may not give or take the right to ${levelOf(level)} this collection, since you do not have it.`)
  }
  if (kind === 'personal' && level > FILL) {
    throw new RightsRefused('level', 'A personal collection is managed by its owner alone. Others can see it or fill it.')
  }
}

async function memberOf(trx: Transaction, collectionId: string, id: string): Promise<Row> {
  const found = (await membersOf(trx, collectionId)).find((one) => one.id === id)
  if (!found) throw new NotFound('member')
  return found
}

async function membersOf(trx: Transaction, collectionId: string): Promise<Row[]> {
  const rows = await trx
    .from('collection_members')
    .where('collection_id', collectionId)
    .select({ id: 'id', userId: 'user_id', groupId: 'group_id', level: 'level', mayShare: 'may_share' })
  return rows.map((row) => ({ ...row, level: Number(row.level) })) as Row[]
}
