import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction, newId, type Transaction } from '#core/database/index'
import { digest, FieldProblem, newSecret, type Permission } from '#identity'
import ApiToken from '../models/api_token.ts'

/** Lets a leaked token be recognised for what it is, by people and by scanners. */
const PREFIX = 'dam_'

export type NewToken = { userId: string; name: string; scopes?: Permission[] | null; expiresAt?: number | null }

/** Makes an API token. Its secret is answered here and never again. */
export class CreateToken {
  async handle(input: NewToken, actor: Actor, outer?: Transaction): Promise<{ token: ApiToken; secret: string }> {
    if (input.expiresAt && input.expiresAt <= Date.now()) {
      throw new FieldProblem('token_ends_in_the_past', 'expiresAt', 'The token would never be valid. Choose a time in the future.')
    }
    const secret = PREFIX + newSecret()
    const scopes = input.scopes?.length ? [...new Set(input.scopes)] : null
    const token = await inRepeatableTransaction(async (trx) => {
      const made = await ApiToken.create(
        {
          id: newId(),
          userId: input.userId,
          name: input.name,
          tokenHash: digest(secret),
          hint: secret.slice(0, PREFIX.length + 4),
          scopes,
          createdAt: Date.now(),
          lastUsedAt: null,
          expiresAt: input.expiresAt ?? null,
        },
        { client: trx }
      )
      await recordActivity(trx, actor, {
        action: 'token.created',
        subjectType: 'token',
        subjectId: made.id,
        after: { name: made.name, userId: made.userId, scopes, expiresAt: made.expiresAt },
      })
      return made
    }, outer)
    return { token, secret }
  }
}
