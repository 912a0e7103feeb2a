import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

type Placed = { brandId: string | null }

export default class CatalogPolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  /** What orders the assets of all brands is shaped by those who may everywhere. */
  manage(visitor: Visitor, { brandId }: Placed) {
    return visitor.can('catalogs.manage', brandId)
  }

  manageSome(visitor: Visitor) {
    return visitor.canSomewhere('catalogs.manage')
  }
}
