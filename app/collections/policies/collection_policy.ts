import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

type Placed = { brandId: string | null; ownerId: string | null }

/** What a visitor may do with a collection. Rights to a collection are none to its assets. */
export default class CollectionPolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  view(visitor: Visitor, collection: Placed) {
    return collection.ownerId ? collection.ownerId === visitor.user.id : visitor.can('assets.view', collection.brandId)
  }

  /** A personal collection needs no more than eyes: it changes nothing for anybody else. */
  manage(visitor: Visitor, collection: Placed) {
    return collection.ownerId ? collection.ownerId === visitor.user.id : visitor.can('collections.manage', collection.brandId)
  }

  file(visitor: Visitor, collection: Placed) {
    return collection.ownerId ? collection.ownerId === visitor.user.id : visitor.can('assets.edit', collection.brandId)
  }
}
