import { inRepeatableTransaction } from '#core/database/index'
import { assertMayGrant, type Grantor, type RoleGrant } from '../grants.ts'
import { mailInvitation } from '../mails.ts'
import type User from '../models/user.ts'
import { CreateUser } from './create_user.ts'
import { MakeAccountLink, type MadeLink } from './make_account_link.ts'

export type Invitation = { email: string; name?: string | null; roles: RoleGrant[] }
export type Invited = { user: User; link: MadeLink; isMailed: boolean }

/** Invites somebody: an account that waits for its owner to choose a password. */
export class InviteUser {
  async handle({ email, name, roles }: Invitation, by: Grantor): Promise<Invited> {
    const made = await inRepeatableTransaction(async (trx) => {
      await assertMayGrant(by, roles, trx)
      const person = { email, name: name ?? email.split('@')[0], roles, passwordHash: null }
      const user = await new CreateUser().handle(person, by.actor, trx)
      return { user, link: await new MakeAccountLink().handle(user.id, 'invitation', by.actor, trx) }
    })
    return { ...made, isMailed: await mailInvitation(made.user, made.link) }
  }
}
