import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

type Placed = { ownerId: string; brandId: string | null; isShared: boolean }

/** Views of one's own need no more than eyes; what is shared is looked after by those who look after collections there. */
export default class ViewPolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  share(visitor: Visitor, brandId: string | null) {
    return brandId ? visitor.can('collections.manage', brandId) : visitor.brandsWith('collections.manage') === 'all'
  }

  manage(visitor: Visitor, view: Placed) {
    return view.ownerId === visitor.user.id || (view.isShared && this.share(visitor, view.brandId))
  }
}
