import { newestPage, type Page, type PageAsk } from '#core/http/page'
import AccountLink from '../models/account_link.ts'

/** Invitations that wait to be accepted and still work. */
export class ListInvitations {
  page(ask: PageAsk): Promise<Page<AccountLink>> {
    const open = AccountLink.query().where('kind', 'invitation').whereNull('used_at').where('expires_at', '>', Date.now())
    return newestPage(open.preload('user'), ask)
  }
}
