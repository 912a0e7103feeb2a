import { BasePolicy } from '@adonisjs/bouncer'
import type Brand from '../models/brand.ts'
import type { Visitor } from '../visitor.ts'

/** Who may shape brands. A brand that one may not see does not exist: `findBrand` sees to that. */
export default class BrandPolicy extends BasePolicy {
  manage(visitor: Visitor) {
    return visitor.can('brands.manage')
  }

  /** The kit, and who works in the brand. */
  edit(visitor: Visitor, brand: Brand) {
    return visitor.can('brands.edit', brand.id) || visitor.can('brands.manage')
  }

  editSome(visitor: Visitor) {
    return visitor.canSomewhere('brands.edit') || visitor.can('brands.manage')
  }
}
