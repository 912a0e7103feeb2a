import { newestPage, type Page, type PageAsk } from '#core/http/page'
import SignIn from '../models/sign_in.ts'
import { IDLE_LIMIT_MS } from '../sign_in_life.ts'

/** The browsers in which a person is signed in now. */
export class ListSignIns {
  page(userId: string, ask: PageAsk): Promise<Page<SignIn>> {
    return newestPage(liveSignIns().where('user_id', userId), ask)
  }
}

/** Those that still let somebody in. */
export function liveSignIns() {
  const now = Date.now()
  return SignIn.query()
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', now - IDLE_LIMIT_MS)
}
