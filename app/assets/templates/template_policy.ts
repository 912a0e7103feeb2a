import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

type Placed = { brandId: string | null }

/** Templates are used by whoever describes assets, and looked after by those who hold `templates.manage`. */
export default class TemplatePolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  manage(visitor: Visitor, { brandId }: Placed) {
    return visitor.can('templates.manage', brandId)
  }

  manageSome(visitor: Visitor) {
    return visitor.canSomewhere('templates.manage')
  }
}
