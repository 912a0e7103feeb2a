import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { assertMayGovern, type Grantor } from '../grants.ts'
import User from '../models/user.ts'

/** Lets a disabled person in again; who never accepted an invitation needs a new one. */
export class EnableUser {
  handle(userId: string, by: Grantor, outer?: Transaction): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      await assertMayGovern(by, userId, trx)
      const user = await User.findOrFail(userId, { client: trx })
      if (user.status !== 'disabled') return
      await user.merge({ status: user.passwordHash ? 'active' : 'invited', updatedAt: Date.now() }).save()
      await recordActivity(trx, by.actor, { action: 'user.enabled', subjectType: 'user', subjectId: userId })
    }, outer)
  }
}
