import { BasePolicy } from '@adonisjs/bouncer'
import { NeedsAPerson } from '../errors.ts'
import type { Visitor } from '../visitor.ts'

/** One's own account: for the person in the browser, not for programs in their name. */
export default class AccountPolicy extends BasePolicy {
  change(visitor: Visitor) {
    if (visitor.via === 'api') throw new NeedsAPerson('change or look into how its owner signs in')
    return true
  }
}
