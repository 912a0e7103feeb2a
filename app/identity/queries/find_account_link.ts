import { LinkSpent } from '../errors.ts'
import AccountLink, { type AccountLinkKind } from '../models/account_link.ts'
import { digest } from '../secret.ts'

/** The link behind a token with the person it is for, as long as it still works. */
export class FindAccountLink {
  async handle(token: string, kind: AccountLinkKind): Promise<AccountLink> {
    const link = await AccountLink.query()
      .where('token_hash', digest(token))
      .where('kind', kind)
      .whereNull('used_at')
      .where('expires_at', '>', Date.now())
      .preload('user')
      .first()
    if (!link || link.user.status !== (kind === 'invitation' ? 'invited' : 'active')) throw new LinkSpent()
    return link
  }
}
