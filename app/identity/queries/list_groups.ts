import db from '@adonisjs/lucid/services/db'
import { newestPage, type Page, type PageAsk } from '#core/http/page'
import { NotFound } from '#core/http/index'
import User from '../models/user.ts'
import UserGroup from '../models/user_group.ts'

const LONGEST_LIST = 1000

export type CountedGroup = { group: UserGroup; memberCount: number }

export class ListGroups {
  /** A page for programs, newest first. */
  async page(ask: PageAsk): Promise<Page<CountedGroup>> {
    const { data, meta } = await newestPage(this.#all(), ask)
    return { data: await this.#counted(data), meta }
  }

  /** For pages and choices: by name. */
  async byName(): Promise<CountedGroup[]> {
    return this.#counted(await this.#all().orderBy('name_key').limit(LONGEST_LIST))
  }

  async find(id: string): Promise<CountedGroup> {
    const [found] = await this.#counted(await this.#all().where('id', id))
    if (!found) throw new NotFound('group')
    return found
  }

  /** Who is in a group, newest account first. */
  async members(id: string, ask: PageAsk): Promise<Page<User>> {
    await this.find(id)
    return newestPage(this.#membersOf(id), ask)
  }

  async membersByName(id: string): Promise<User[]> {
    return this.#membersOf(id).orderBy('name').orderBy('id').limit(LONGEST_LIST)
  }

  #membersOf(id: string) {
    return User.query().whereIn('id', (members) => void members.from('group_members').where('group_id', id).select('user_id'))
  }

  #all() {
    return UserGroup.query().preload('assignments', (assignments) => assignments.preload('role').preload('brand').orderBy('id'))
  }

  async #counted(groups: UserGroup[]): Promise<CountedGroup[]> {
    const ids = groups.map(({ id }) => id)
    const rows = await db.from('group_members').whereIn('group_id', ids).groupBy('group_id').select('group_id').count('* as total')
    const totals = new Map(rows.map((row) => [row.group_id, Number(row.total)]))
    return groups.map((group) => ({ group, memberCount: totals.get(group.id) ?? 0 }))
  }
}
