import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction, newId, type Transaction } from '#core/database/index'
import env from '#start/env'
import type { AccountLinkKind } from '../models/account_link.ts'
import { digest, newSecret } from '../secret.ts'

const HOUR_MS = 60 * 60 * 1000
const LIFE_MS = { invitation: 7 * 24 * HOUR_MS, reset: HOUR_MS } satisfies Record<AccountLinkKind, number>
const PAGE = { invitation: 'invitation', reset: 'reset-password' } satisfies Record<AccountLinkKind, string>

export type MadeLink = { id: string; url: string; expiresAt: number }

/**
 * Makes the link with which a person chooses a password: for an invitation or after forgetting one. It
 * works once, and an earlier one no longer. Its host is the configured one, never one that a request names.
 */
export class MakeAccountLink {
  async handle(userId: string, kind: AccountLinkKind, actor: Actor, outer?: Transaction): Promise<MadeLink> {
    const secret = newSecret()
    const link = { id: newId(), expiresAt: Date.now() + LIFE_MS[kind] }
    await inRepeatableTransaction(async (trx) => {
      await trx.from('account_links').where('user_id', userId).where('kind', kind).delete()
      await trx.table('account_links').insert({
        id: link.id,
        user_id: userId,
        kind,
        token_hash: digest(secret),
        created_by: actor.id,
        created_at: Date.now(),
        expires_at: link.expiresAt,
        used_at: null,
      })
      const action = kind === 'reset' ? 'user.reset_link_made' : 'user.invitation_made'
      await recordActivity(trx, actor, { action, subjectType: 'user', subjectId: userId, after: { linkId: link.id } })
    }, outer)
    return { ...link, url: `${env.appUrl}/${PAGE[kind]}?token=${secret}` }
  }
}
