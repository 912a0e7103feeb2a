import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, newId, type Transaction } from '#core/database/index'
import { digest, newSecret } from '../secret.ts'
import { SIGN_IN_LIFE_MS } from '../sign_in_life.ts'

export type Browser = { ip: string; userAgent: string }

/**
 * Signs a person in on a browser and answers the secret for its cookie. Always a new one, so that a
 * cookie planted before cannot be used after. Whoever calls this has checked who it is.
 */
export class BeginSignIn {
  async handle(userId: string, browser: Browser, outer?: Transaction): Promise<string> {
    const secret = newSecret()
    const now = Date.now()
    const id = newId()
    await inRepeatableTransaction(async (trx) => {
      await trx.table('sign_ins').insert({
        id,
        user_id: userId,
        token_hash: digest(secret),
        ip: browser.ip.slice(0, 45),
        user_agent: browser.userAgent.slice(0, 255),
        created_at: now,
        last_seen_at: now,
        expires_at: now + SIGN_IN_LIFE_MS,
      })
      await trx.from('users').where('id', userId).update({ last_sign_in_at: now })
      const subject = { subjectType: 'user', subjectId: userId, after: { signInId: id, ip: browser.ip } }
      await recordActivity(trx, { id: userId, via: 'web' }, { action: 'user.signed_in', ...subject })
    }, outer)
    return secret
  }
}
