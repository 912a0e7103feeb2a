import { firstPage, momentOf, namesOf, peopleCalled, type OfficeResource, type OfficeRow } from '#identity'
import { RevokeTokenOfPerson } from './actions/revoke_token_of_person.ts'
import ApiToken from './models/api_token.ts'

/** The keys of all programs. Of a key itself there is only its hint; the rest nobody has but its owner. */
export const apiTokens: OfficeResource = {
  id: 'api-tokens',
  icon: 'key-round',
  isAllowed: (visitor) => visitor.can('users.manage'),
  title: 'name',
  fields: {
    name: { inList: true },
    owner: { inList: true },
    hint: { kind: 'code', inList: true },
    scopes: {},
    lastUsedAt: { kind: 'moment', inList: true },
    createdAt: { kind: 'moment', inList: true },
    expiresAt: { kind: 'moment', inList: true },
    page: { kind: 'page' },
  },
  filters: { person: { kind: 'text' } },
  list: async (_visitor, { filters, limit, cursor }) => {
    const query = ApiToken.query()
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (filters.person) query.whereIn('user_id', await peopleCalled(filters.person))
    if (cursor) query.where('id', '<', cursor)
    return firstPage(await toRows(await query), limit)
  },
  some: async (_visitor, ids) => toRows(await ApiToken.query().whereIn('id', ids)),
  actions: {
    revoke: { on: 'each', icon: 'ban', isDangerous: true, run: (visitor, id) => new RevokeTokenOfPerson().handle(id, visitor) },
  },
}

async function toRows(found: ApiToken[]): Promise<OfficeRow[]> {
  const names = await namesOf(found.map(({ userId }) => userId))
  return found.map((token) => ({
    id: token.id,
    name: token.name,
    owner: names.get(token.userId) ?? null,
    hint: token.hint,
    scopes: token.scopes?.join('\n') ?? null,
    lastUsedAt: momentOf(token.lastUsedAt),
    createdAt: momentOf(token.createdAt),
    expiresAt: momentOf(token.expiresAt),
    page: `/people/${token.userId}`,
  }))
}
