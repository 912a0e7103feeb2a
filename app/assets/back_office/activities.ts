import { Problem } from '#core/http/index'
import { brandsOf, peopleCalled, type OfficeAsk, type OfficeResource, type OfficeRow, type Visitor } from '#identity'
import { ListActivities, type ActivityListQuery } from '../queries/list_activities.ts'

type Activity = Awaited<ReturnType<ListActivities['handle']>>['data'][number]

const DAY_MS = 24 * 60 * 60 * 1000
const NOBODY = 'nobody'

/** The log, for those who may read it, of the brands in which they may. */
export const activities: OfficeResource = {
  id: 'activities',
  icon: 'history',
  isAllowed: (visitor) => visitor.canSomewhere('activities.view'),
  title: 'action',
  fields: {
    createdAt: { kind: 'moment', inList: true },
    actor: { inList: true },
    action: { kind: 'code', inList: true },
    subject: { inList: true },
    brand: { inList: true },
    via: { inList: true },
    subjectId: { kind: 'code' },
    cause: { kind: 'code' },
    before: { kind: 'code' },
    after: { kind: 'code' },
  },
  filters: {
    person: { kind: 'text' },
    action: { kind: 'text' },
    subject: { kind: 'text' },
    brand: { kind: 'text' },
    from: { kind: 'day' },
    to: { kind: 'day' },
  },
  list: async (visitor, { filters, limit, cursor }) => {
    const { data, meta } = await new ListActivities().handle(visitor, { ...(await asked(visitor, filters)), limit, cursor })
    return { rows: await toRows(visitor, data), next: meta.next }
  },
  some: async (visitor, ids) => toRows(visitor, (await new ListActivities().handle(visitor, { ids, limit: ids.length })).data),
}

/** Filters as a person writes them: somebody by name or address, a brand by name, days. */
async function asked(visitor: Visitor, { person, action, subject, brand, from, to }: OfficeAsk['filters']): Promise<ActivityListQuery> {
  const isId = subject !== undefined && /^[0-9a-f-]{36}$/i.test(subject)
  return {
    action,
    ...(person ? { actorIds: await peopleCalled(person) } : {}),
    ...(subject ? (isId ? { subjectId: subject.toLowerCase() } : { subjectType: subject }) : {}),
    ...(brand ? { brandId: (await brandsOf(visitor)).find(({ name }) => name.toLowerCase() === brand.toLowerCase())?.id ?? NOBODY } : {}),
    ...(from ? { from: dayOf('from', from) } : {}),
    ...(to ? { before: dayOf('to', to) + DAY_MS } : {}),
  }
}

function dayOf(field: string, text: string): number {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (!Number.isNaN(moment)) return moment
  const detail = `"${text}" is not a day. Write it like 2026-11-22.`
  throw new Problem({
    status: 422,
    code: 'invalid_input',
    title: 'Some values are not valid',
    detail,
    errors: [{ field, message: detail }],
  })
}

async function toRows(visitor: Visitor, found: Activity[]): Promise<OfficeRow[]> {
  const brands = new Map((await brandsOf(visitor)).map(({ id, name }) => [id, name]))
  const told = (values: object | null) => values && JSON.stringify(values, null, 2)
  return found.map(({ actor, brandId, before, after, subjectType, ...rest }) => ({
    id: rest.id,
    createdAt: rest.createdAt,
    actor: actor?.name ?? null,
    action: rest.action,
    subject: subjectType,
    subjectId: rest.subjectId,
    brand: brandId ? (brands.get(brandId) ?? null) : null,
    via: rest.via,
    cause: rest.cause,
    before: told(before),
    after: told(after),
  }))
}
