import { EndSignInOfPerson } from '../actions/end_sign_in_of_person.ts'
import { browserName } from '../browser.ts'
import type SignIn from '../models/sign_in.ts'
import { namesOf } from '../queries/find_brands.ts'
import { liveSignIns } from '../queries/list_sign_ins.ts'
import { peopleCalled } from '../queries/people_called.ts'
import { firstPage, momentOf, type OfficeResource, type OfficeRow } from './declaration.ts'

/** Every browser in which somebody is signed in now. */
export const signIns: OfficeResource = {
  id: 'sign-ins',
  icon: 'monitor-smartphone',
  isAllowed: (visitor) => visitor.can('users.manage'),
  title: 'person',
  fields: {
    person: { inList: true },
    browser: { inList: true },
    ip: { kind: 'code', inList: true },
    lastSeenAt: { kind: 'moment', inList: true },
    createdAt: { kind: 'moment', inList: true },
    expiresAt: { kind: 'moment' },
    page: { kind: 'page' },
  },
  filters: { person: { kind: 'text' } },
  list: async (_visitor, { filters, limit, cursor }) => {
    const query = liveSignIns()
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (filters.person) query.whereIn('user_id', await peopleCalled(filters.person))
    if (cursor) query.where('id', '<', cursor)
    return firstPage(await toRows(await query), limit)
  },
  some: async (_visitor, ids) => toRows(await liveSignIns().whereIn('id', ids)),
  actions: {
    end: { on: 'each', icon: 'log-out', isDangerous: true, run: (visitor, id) => new EndSignInOfPerson().handle(id, visitor) },
  },
}

async function toRows(found: SignIn[]): Promise<OfficeRow[]> {
  const names = await namesOf(found.map(({ userId }) => userId))
  return found.map((one) => ({
    id: one.id,
    person: names.get(one.userId) ?? null,
    browser: browserName(one.userAgent),
    ip: one.ip,
    lastSeenAt: momentOf(one.lastSeenAt),
    createdAt: momentOf(one.createdAt),
    expiresAt: momentOf(one.expiresAt),
    page: `/people/${one.userId}`,
  }))
}
