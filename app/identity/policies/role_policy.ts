import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '../visitor.ts'

/** Roles belong to no brand, so shaping them takes the right everywhere; whoever gives roles may look. */
export default class RolePolicy extends BasePolicy {
  view(visitor: Visitor) {
    return visitor.can('users.manage') || visitor.can('roles.manage') || visitor.canSomewhere('brands.edit')
  }

  manage(visitor: Visitor) {
    return visitor.can('roles.manage')
  }
}
