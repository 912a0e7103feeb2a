import { NotFound } from '#core/http/index'
import { inRepeatableTransaction } from '#core/database/index'
import { assertMayGovern, type Grantor } from '../grants.ts'
import { mailInvitation } from '../mails.ts'
import User from '../models/user.ts'
import type { Invited } from './invite_user.ts'
import { MakeAccountLink } from './make_account_link.ts'

/** A new link for somebody who has not accepted yet. The link before stops working. */
export class RenewInvitation {
  async handle(userId: string, by: Grantor): Promise<Invited> {
    const made = await inRepeatableTransaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', userId).where('status', 'invited').first()
      if (!user) throw new NotFound('invitation')
      await assertMayGovern(by, userId, trx)
      return { user, link: await new MakeAccountLink().handle(userId, 'invitation', by.actor, trx) }
    })
    return { ...made, isMailed: await mailInvitation(made.user, made.link) }
  }
}
