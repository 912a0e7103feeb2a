import { BasePolicy } from '@adonisjs/bouncer'
import { NeedsAPerson, type Visitor } from '#identity'

/** One's own API tokens. A token must not make, see or remove tokens, or it could give itself what it lacks. */
export default class TokenPolicy extends BasePolicy {
  change(visitor: Visitor) {
    if (visitor.via === 'api') throw new NeedsAPerson('make, list or revoke API tokens')
    return true
  }
}
