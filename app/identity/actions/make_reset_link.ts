import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { assertMayGovern, type Grantor } from '../grants.ts'
import User from '../models/user.ts'
import { MakeAccountLink, type MadeLink } from './make_account_link.ts'

/** A reset link that an administrator hands to a person by a way of their own. */
export class MakeResetLink {
  handle(userId: string, by: Grantor): Promise<MadeLink> {
    return inRepeatableTransaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', userId).where('status', 'active').first()
      if (!user) throw new NotFound('active person')
      await assertMayGovern(by, userId, trx)
      return new MakeAccountLink().handle(userId, 'reset', by.actor, trx)
    })
  }
}
