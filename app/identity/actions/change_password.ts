import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction } from '#core/database/index'
import { FieldProblem } from '../errors.ts'
import User from '../models/user.ts'
import { hashPassword, isPasswordOf } from '../passwords/hashing.ts'
import { assertGoodPassword } from '../passwords/password_rules.ts'
import { countTry, forgetTries, PASSWORD_CONFIRMATIONS } from '../rate_limits.ts'
import type { Visitor } from '../visitor.ts'
import { BeginSignIn, type Browser } from './begin_sign_in.ts'

/**
 * Changes one's own password. Every sign-in ends, this one too: the answer is the secret of a new one, so
 * that a cookie copied before is worth nothing.
 */
export class ChangePassword {
  async handle({ current, password }: { current: string; password: string }, visitor: Visitor, browser: Browser): Promise<string> {
    await countTry(PASSWORD_CONFIRMATIONS, visitor.user.id)
    const user = await User.findOrFail(visitor.user.id)
    if (!(await isPasswordOf(user.passwordHash, current))) {
      throw new FieldProblem('wrong_password', 'current', 'This is not your current password. Try again.')
    }
    await forgetTries(PASSWORD_CONFIRMATIONS, user.id)
    assertGoodPassword(password, user)
    const passwordHash = await hashPassword(password)
    return inRepeatableTransaction(async (trx) => {
      await trx.from('users').where('id', user.id).update({ password_hash: passwordHash, updated_at: Date.now() })
      await trx.from('sign_ins').where('user_id', user.id).delete()
      await trx.from('account_links').where('user_id', user.id).delete()
      await recordActivity(trx, visitor.actor, { action: 'user.password_changed', subjectType: 'user', subjectId: user.id })
      return new BeginSignIn().handle(user.id, browser, trx)
    })
  }
}
