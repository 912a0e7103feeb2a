import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

/** Jobs belong to no brand, so the right counts only where it is held everywhere. */
export default class JobPolicy extends BasePolicy {
  manage(visitor: Visitor) {
    return visitor.can('jobs.manage')
  }
}
