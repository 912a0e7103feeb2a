import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { LinkSpent } from '../errors.ts'
import type AccountLink from '../models/account_link.ts'
import { type AccountLinkKind } from '../models/account_link.ts'
import { hashPassword } from '../passwords/hashing.ts'
import { assertGoodPassword } from '../passwords/password_rules.ts'
import { FindAccountLink } from '../queries/find_account_link.ts'
import type { Browser } from './begin_sign_in.ts'
import { BeginSignIn } from './begin_sign_in.ts'

export type ChosenPassword = { token: string; password: string; name?: string }

/**
 * Takes up an invitation or a reset: sets the password, ends every sign-in there was, and signs the
 * person in. Of two who use the link at the same moment one gets through.
 */
export class UseAccountLink {
  async handle(kind: AccountLinkKind, { token, password, name }: ChosenPassword, browser: Browser): Promise<string> {
    const link = await new FindAccountLink().handle(token, kind)
    assertGoodPassword(password, { email: link.user.email, name: name ?? link.user.name })
    const passwordHash = await hashPassword(password)
    return inRepeatableTransaction(async (trx) => {
      await this.#spend(link, trx)
      const changed = await trx
        .from('users')
        .where('id', link.userId)
        .where('status', kind === 'invitation' ? 'invited' : 'active')
        .update({ password_hash: passwordHash, status: 'active', updated_at: Date.now(), ...(name ? { name } : {}) })
      if (Number(changed) !== 1) throw new LinkSpent()
      await trx.from('sign_ins').where('user_id', link.userId).delete()
      const action = kind === 'invitation' ? 'user.joined' : 'user.password_reset'
      await recordActivity(trx, { id: link.userId, via: 'web' }, { action, subjectType: 'user', subjectId: link.userId })
      return new BeginSignIn().handle(link.userId, browser, trx)
    })
  }

  async #spend(link: AccountLink, trx: Transaction) {
    const now = Date.now()
    const spent = await trx
      .from('account_links')
      .where('id', link.id)
      .whereNull('used_at')
      .where('expires_at', '>', now)
      .update({ used_at: now })
    if (Number(spent) !== 1) throw new LinkSpent()
  }
}
