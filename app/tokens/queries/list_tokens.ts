import { newestPage, type Page, type PageAsk } from '#core/http/page'
import { NotFound } from '#core/http/index'
import ApiToken from '../models/api_token.ts'

/** The API tokens of one person, the expired among them too: they explain why a program stopped. */
export class ListTokens {
  page(userId: string, ask: PageAsk): Promise<Page<ApiToken>> {
    return newestPage(ApiToken.query().where('user_id', userId), ask)
  }

  async find(userId: string, id: string): Promise<ApiToken> {
    const token = await ApiToken.query().where('user_id', userId).where('id', id).first()
    if (!token) throw new NotFound('API token')
    return token
  }
}
