import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

export default class FolderPolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  manage(visitor: Visitor, { brandId }: { brandId: string }) {
    return visitor.can('folders.manage', brandId)
  }

  restrict(visitor: Visitor, { brandId }: { brandId: string }) {
    return visitor.can('folders.restrict', brandId)
  }

  manageSome(visitor: Visitor) {
    return visitor.canSomewhere('folders.manage')
  }
}
