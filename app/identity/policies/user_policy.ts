import { BasePolicy } from '@adonisjs/bouncer'
import { NeedsAPerson } from '../errors.ts'
import type { Visitor } from '../visitor.ts'

/** Who may look after people. Accounts belong to no brand, so the right counts only where it is held everywhere. */
export default class UserPolicy extends BasePolicy {
  manage(visitor: Visitor) {
    return visitor.can('users.manage')
  }

  /** With a link for its own owner, a token would outlive its end and its revocation. */
  makeLink(visitor: Visitor) {
    if (visitor.via === 'api') throw new NeedsAPerson('make a link that sets a password')
    return visitor.can('users.manage')
  }

  view(visitor: Visitor, userId: string) {
    return visitor.user.id === userId || visitor.can('users.manage')
  }
}
