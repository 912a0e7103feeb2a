import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { assertMayGovern, type Grantor } from '../grants.ts'
import User from '../models/user.ts'

/** Takes an invitation back: the account that nobody used goes with it. */
export class WithdrawInvitation {
  async handle(userId: string, by: Grantor): Promise<void> {
    await inRepeatableTransaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', userId).where('status', 'invited').first()
      if (!user) throw new NotFound('invitation')
      await assertMayGovern(by, userId, trx)
      // The condition again: somebody may accept at this very moment.
      const removed = await trx.from('users').where('id', userId).where('status', 'invited').delete()
      if (Number(removed) !== 1) throw new NotFound('invitation')
      const before = { email: user.email, name: user.name }
      await recordActivity(trx, by.actor, { action: 'user.invitation_withdrawn', subjectType: 'user', subjectId: userId, before })
    })
  }
}
