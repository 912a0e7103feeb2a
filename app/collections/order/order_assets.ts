import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { visibleAssets } from '#assets'
import type { Visitor } from '#identity'
import { NotInCollection, OrderRefused } from '../errors.ts'
import type { FoundCollection } from '../queries/find_collection.ts'
import { FILL } from '../rights/levels.ts'
import { rightsOf } from '../rights/rights_of.ts'
import { positionAtEnd, positionsBetween } from './positions.ts'

/** Which assets, in this order, go right behind one (`after`, null is the beginning) or right before one (`before`, null is the end). */
export type Move = { ids: string[]; after?: string | null; before?: string | null }
type Placed = { id: string; position: string }

/** A key gets a sign longer with every fourth move to the same spot; beyond this its surroundings are written anew. */
const LONGEST = 200
const SURROUNDINGS = 500

/** Moves assets within a collection that is ordered by hand. */
export class OrderAssets {
  async handle(visitor: Visitor, collection: FoundCollection, { ids: wanted, after, before }: Move): Promise<void> {
    const ids = [...new Set(wanted)]
    const anchor = after ?? before ?? null
    if ((after === undefined) === (before === undefined))
      throw new OrderRefused('Say either `after` which asset they go or `before` which.')
    if (anchor && ids.includes(anchor)) throw new OrderRefused('Assets cannot be put beside themselves. Name one that stays where it is.')
    await inRepeatableTransaction(async (trx) => {
      await this.#hold(trx, visitor, collection)
      const named = anchor ? [...ids, anchor] : ids
      const seen = await visibleAssets(visitor).whereIn('assets.id', named).select('assets.id')
      const placed = new Map((await this.#placed(trx, collection.id, named)).map(({ id, position }) => [id, position]))
      const lacking = named.filter((id) => !placed.has(id) || !seen.some((row) => row.id === id))
      if (lacking.length > 0) throw new NotInCollection(collection.name, lacking)
      const key = anchor ? placed.get(anchor)! : null
      const [low, high] =
        after === undefined
          ? [await this.#next(trx, collection.id, 'desc', key, ids), key]
          : [key, await this.#next(trx, collection.id, 'asc', key, ids)]
      await this.#write(trx, collection.id, await this.#keysFor(trx, collection.id, ids, low, high))
      await recordActivity(trx, visitor.actor, {
        action: 'collection.ordered',
        subjectType: 'collection',
        subjectId: collection.id,
        brandId: collection.brandId,
        after: { assets: ids.length, ...(after === undefined ? { before } : { after }) },
      })
    })
  }

  /** Holds the collection, so that two moves come one after the other. */
  async #hold(trx: Transaction, visitor: Visitor, collection: FoundCollection) {
    const held = await trx.from('collections').where('id', collection.id).whereNull('deleted_at').update({ updated_at: Date.now() })
    const rights = (await rightsOf(visitor, [collection], trx)).get(collection.id)!
    if (Number(held) !== 1 || rights.rank < FILL) throw new NotFound('collection')
  }

  #placed(trx: Transaction, collectionId: string, ids: string[]): Promise<Placed[]> {
    return trx
      .from('collection_assets')
      .where('collection_id', collectionId)
      .whereIn('asset_id', ids)
      .select({ id: 'asset_id', position: 'position' }) as unknown as Promise<Placed[]>
  }

  /** The nearest that stays where it is: up or down from a key, or from the very end. */
  async #next(trx: Transaction, collectionId: string, way: 'asc' | 'desc', from: string | null, moved: string[]): Promise<string | null> {
    const [found] = await this.#around(trx, collectionId, way, from, moved, 1)
    return found?.position ?? null
  }

  #around(trx: Transaction, collectionId: string, way: 'asc' | 'desc', from: string | null, moved: string[], limit: number) {
    const query = trx
      .from('collection_assets')
      .where('collection_id', collectionId)
      .whereNotIn('asset_id', moved)
      .orderBy('position', way)
      .limit(limit)
      .select({ id: 'asset_id', position: 'position' })
    if (from !== null) query.where('position', way === 'asc' ? '>' : '<', from)
    return query as unknown as Promise<Placed[]>
  }

  async #keysFor(trx: Transaction, collectionId: string, ids: string[], low: string | null, high: string | null): Promise<Placed[]> {
    const now = Date.now()
    const atEnd = high === null ? ids.map((id, index) => ({ id, position: positionAtEnd(now, index, id) })) : []
    // Whatever is put in later stands behind these, too.
    if (atEnd.length > 0 && (low === null || low < atEnd[0]!.position)) return atEnd
    const keys = positionsBetween(low, high, ids.length)
    if (keys.every((key) => key.length <= LONGEST)) return keys.map((position, at) => ({ id: ids[at]!, position }))
    return this.#spread(trx, collectionId, ids, low, high)
  }

  /** Writes the surroundings anew, between the first on either side that stay. */
  async #spread(trx: Transaction, collectionId: string, ids: string[], low: string | null, high: string | null): Promise<Placed[]> {
    const side = async (way: 'asc' | 'desc', nearest: string | null, from: string | null) =>
      nearest === null ? [] : this.#around(trx, collectionId, way, from, ids, SURROUNDINGS)
    const below = (await side('desc', low, high)).reverse()
    const above = await side('asc', high, low)
    const first = below.length === SURROUNDINGS ? below.shift()! : null
    const last = above.length === SURROUNDINGS ? above.pop()! : null
    const all = [...below.map(({ id }) => id), ...ids, ...above.map(({ id }) => id)]
    const keys = positionsBetween(first?.position ?? null, last?.position ?? null, all.length)
    return keys.map((position, at) => ({ id: all[at]!, position }))
  }

  async #write(trx: Transaction, collectionId: string, placed: Placed[]) {
    for (let at = 0; at < placed.length; at += 200) {
      const some = placed.slice(at, at + 200)
      const cases = some.map(() => 'WHEN ? THEN ?').join(' ')
      const ids = some.map(({ id }) => id)
      await trx.rawQuery(
        `UPDATE collection_assets SET position = CASE asset_id ${cases} END
         WHERE collection_id = ? AND asset_id IN (${ids.map(() => '?').join(', ')})`,
        [...some.flatMap(({ id, position }) => [id, position]), collectionId, ...ids]
      )
    }
  }
}
