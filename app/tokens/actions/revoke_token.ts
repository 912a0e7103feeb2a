import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import ApiToken from '../models/api_token.ts'

/** Takes a token away from its owner's programs: their next request is refused. */
export class RevokeToken {
  handle({ id, userId }: { id: string; userId: string }, actor: Actor, outer?: Transaction): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      const token = await ApiToken.query({ client: trx }).where('id', id).where('user_id', userId).first()
      if (!token) throw new NotFound('API token')
      await token.delete()
      const before = { name: token.name, userId, scopes: token.scopes }
      await recordActivity(trx, actor, { action: 'token.revoked', subjectType: 'token', subjectId: id, before })
    }, outer)
  }
}
