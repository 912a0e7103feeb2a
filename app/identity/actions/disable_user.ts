import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { assertAdminRemains, assertMayGovern, queueRightsChanges, type Grantor } from '../grants.ts'

/** Shuts a person out at once: every sign-in ends, links die, and API tokens are refused while it lasts. */
export class DisableUser {
  handle(userId: string, by: Grantor, outer?: Transaction): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      await queueRightsChanges(trx)
      await assertMayGovern(by, userId, trx)
      const changed = await trx
        .from('users')
        .where('id', userId)
        .whereNot('status', 'disabled')
        .update({ status: 'disabled', updated_at: Date.now() })
      if (Number(changed) !== 1) return
      await trx.from('sign_ins').where('user_id', userId).delete()
      await trx.from('account_links').where('user_id', userId).delete()
      await assertAdminRemains(trx)
      await recordActivity(trx, by.actor, { action: 'user.disabled', subjectType: 'user', subjectId: userId })
    }, outer)
  }
}
