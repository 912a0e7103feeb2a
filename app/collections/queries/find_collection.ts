import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { Collection } from '../models/collection.ts'

/** One collection, if the visitor may know of it; else it does not exist. */
export class FindCollection {
  async handle(visitor: Visitor, id: string, options: { deleted?: boolean } = {}): Promise<Collection> {
    const collection = await Collection.find(id)
    const isSeen =
      collection &&
      (collection.deletedAt !== null) === Boolean(options.deleted) &&
      (collection.ownerId ? collection.ownerId === visitor.user.id : visitor.can('assets.view', collection.brandId))
    if (!isSeen) throw new NotFound('collection')
    return collection
  }
}
