import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

export default class TagPolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  manage(visitor: Visitor, { brandId }: { brandId: string }) {
    return visitor.can('tags.manage', brandId)
  }

  manageSome(visitor: Visitor) {
    return visitor.canSomewhere('tags.manage')
  }
}
