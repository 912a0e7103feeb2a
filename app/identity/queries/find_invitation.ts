import { NotFound } from '#core/http/index'
import AccountLink from '../models/account_link.ts'

export class FindInvitation {
  async handle(id: string): Promise<AccountLink> {
    const link = await AccountLink.query().where('id', id).where('kind', 'invitation').whereNull('used_at').first()
    if (!link) throw new NotFound('invitation')
    return link
  }
}
