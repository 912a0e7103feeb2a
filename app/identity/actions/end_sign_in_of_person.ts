import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { assertMayGovern, type Grantor } from '../grants.ts'
import SignIn from '../models/sign_in.ts'
import { EndSignIns } from './end_sign_ins.ts'

/** Signs somebody out of one browser, as an administrator. */
export class EndSignInOfPerson {
  handle(signInId: string, by: Grantor): Promise<number> {
    return inRepeatableTransaction(async (trx) => {
      const signIn = await SignIn.find(signInId, { client: trx })
      if (!signIn) throw new NotFound('sign-in')
      await assertMayGovern(by, signIn.userId, trx)
      return new EndSignIns().handle({ userId: signIn.userId, only: signInId }, by.actor, trx)
    })
  }
}
