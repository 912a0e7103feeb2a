import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '../visitor.ts'

/** Who may look after people. Accounts belong to no brand, so the right counts only where it is held everywhere. */
export default class UserPolicy extends BasePolicy {
  manage(visitor: Visitor) {
    return visitor.can('users.manage')
  }

  view(visitor: Visitor, userId: string) {
    return visitor.user.id === userId || visitor.can('users.manage')
  }
}
