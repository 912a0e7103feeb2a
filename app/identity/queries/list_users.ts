import { newestPage, type Page, type PageAsk } from '#core/http/page'
import { keyOf } from '../key.ts'
import User, { type UserStatus } from '../models/user.ts'

export type UserFilters = { status?: UserStatus; text?: string }

const LONGEST_LIST = 1000

export class ListUsers {
  /** A page for programs, newest first. */
  page(filters: UserFilters, ask: PageAsk): Promise<Page<User>> {
    return newestPage(this.#matching(filters), ask)
  }

  /** For the page of people: by name. */
  async byName(filters: UserFilters): Promise<User[]> {
    return this.#matching(filters).orderBy('name').orderBy('id').limit(LONGEST_LIST)
  }

  some(ids: string[]): Promise<User[]> {
    return this.#matching({}).whereIn('id', ids)
  }

  #matching({ status, text }: UserFilters) {
    const query = User.query()
      .preload('assignments', (assignments) => assignments.preload('role').preload('brand').orderBy('id'))
      .preload('groups', (groups) => groups.orderBy('name_key'))
    if (status) query.where('status', status)
    if (text) {
      // Not a backslash, which MySQL and SQLite read differently inside a text.
      const pattern = `%${keyOf(text).replace(/[!%_]/g, (sign) => `!${sign}`)}%`
      query.where((either) =>
        either.whereRaw(`email_key like ? escape '!'`, [pattern]).orWhereRaw(`lower(name) like ? escape '!'`, [pattern])
      )
    }
    return query
  }
}
