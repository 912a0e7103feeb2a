import { inRepeatableTransaction } from '#core/database/index'
import { assertMayGovern, type Grantor } from '../grants.ts'
import { EndSignIns } from './end_sign_ins.ts'

/** Signs somebody else out of every browser, as an administrator. */
export class EndSignInsOfPerson {
  handle(userId: string, by: Grantor): Promise<number> {
    return inRepeatableTransaction(async (trx) => {
      await assertMayGovern(by, userId, trx)
      return new EndSignIns().handle({ userId }, by.actor, trx)
    })
  }
}
