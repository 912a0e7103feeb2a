import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { assertMayGovern, type Grantor } from '#identity'
import ApiToken from '../models/api_token.ts'
import { RevokeToken } from './revoke_token.ts'

/** Takes a token away from somebody else's programs, as an administrator. */
export class RevokeTokenOfPerson {
  handle(id: string, by: Grantor): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      const token = await ApiToken.find(id, { client: trx })
      if (!token) throw new NotFound('API token')
      await assertMayGovern(by, token.userId, trx)
      await new RevokeToken().handle({ id, userId: token.userId }, by.actor, trx)
    })
  }
}
