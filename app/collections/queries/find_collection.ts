import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { Collection } from '../models/collection.ts'
import { NONE, type Rights } from '../rights/levels.ts'
import { rightsOf } from '../rights/rights_of.ts'

/** With what the one who looked for it may do with it. */
export type FoundCollection = Collection & { rights: Rights }

/** One collection, if the visitor may know of it; else it does not exist. */
export class FindCollection {
  async handle(visitor: Visitor, id: string, options: { deleted?: boolean } = {}): Promise<FoundCollection> {
    const collection = await Collection.find(id)
    if (!collection || (collection.deletedAt !== null) !== Boolean(options.deleted)) throw new NotFound('collection')
    const rights = (await rightsOf(visitor, [collection])).get(id)!
    if (rights.rank === NONE) throw new NotFound('collection')
    return Object.assign(collection, { rights })
  }
}
