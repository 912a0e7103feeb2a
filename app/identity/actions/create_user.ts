import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId, type Transaction } from '#core/database/index'
import { EmailTaken } from '../errors.ts'
import type { RoleGrant } from '../grants.ts'
import { keyOf } from '../key.ts'
import User from '../models/user.ts'
import { writeGrants } from './change_roles.ts'

export type NewUser = { email: string; name: string; roles: RoleGrant[]; passwordHash: string | null }

/** Makes an account: ready to use with a password, waiting for its invitation to be accepted without one. */
export class CreateUser {
  async handle(input: NewUser, actor: Actor, outer?: Transaction): Promise<User> {
    const now = Date.now()
    try {
      return await inRepeatableTransaction(async (trx) => {
        const user = await User.create(
          {
            id: newId(),
            email: input.email.trim(),
            emailKey: keyOf(input.email),
            name: input.name,
            passwordHash: input.passwordHash,
            status: input.passwordHash ? 'active' : 'invited',
            lastSignInAt: null,
            createdAt: now,
            updatedAt: now,
          },
          { client: trx }
        )
        await writeGrants(user.id, input.roles, trx)
        await recordActivity(trx, actor, {
          action: user.status === 'invited' ? 'user.invited' : 'user.created',
          subjectType: 'user',
          subjectId: user.id,
          after: { name: user.name, email: user.email, roles: input.roles },
        })
        return user
      }, outer)
    } catch (error) {
      if (isDuplicate(error)) throw new EmailTaken(input.email)
      throw error
    }
  }
}
