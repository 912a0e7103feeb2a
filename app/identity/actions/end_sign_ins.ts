import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'

type Which = { userId: string; only?: string; except?: string | null }

/** Signs a person out: of one browser (`only`), of all others (`except`), or of every one. Answers how many. */
export class EndSignIns {
  handle({ userId, only, except }: Which, actor: Actor, outer?: Transaction): Promise<number> {
    return inRepeatableTransaction(async (trx) => {
      const query = trx.from('sign_ins').where('user_id', userId)
      if (only) query.where('id', only)
      if (except) query.whereNot('id', except)
      const ended = Number(await query.delete())
      if (ended > 0) {
        const after = { ended, ...(only ? { signInId: only } : {}) }
        await recordActivity(trx, actor, { action: 'user.signed_out', subjectType: 'user', subjectId: userId, after })
      }
      return ended
    }, outer)
  }
}
