import { firstPage, momentOf, namesOf, type OfficeResource, type OfficeRow } from '#identity'
import { Operation } from '../models/operation.ts'

/** What people do to many. Their own they see on the page of assets; here is what goes on in the whole installation. */
export const operations: OfficeResource = {
  id: 'operations',
  icon: 'layers',
  isAllowed: (visitor) => visitor.can('jobs.manage'),
  title: 'kind',
  fields: {
    createdAt: { kind: 'moment', inList: true },
    kind: { inList: true },
    state: { kind: 'state', inList: true },
    by: { inList: true },
    total: { inList: true },
    done: { inList: true },
    refused: { inList: true },
    failed: { inList: true },
    finishedAt: { kind: 'moment' },
    via: {},
  },
  filters: { state: { kind: 'choice', choices: ['gathering', 'running', 'done'] } },
  list: async (_visitor, { filters, limit, cursor }) => {
    const query = Operation.query()
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (filters.state) query.where('state', filters.state)
    if (cursor) query.where('id', '<', cursor)
    return firstPage(await operationRows(await query), limit)
  },
  some: async (_visitor, ids) => operationRows(await Operation.query().whereIn('id', ids)),
}

async function operationRows(found: Operation[]): Promise<OfficeRow[]> {
  const names = await namesOf(found.map(({ createdBy }) => createdBy))
  return found.map((one) => ({
    id: one.id,
    createdAt: momentOf(one.createdAt),
    kind: one.kind,
    state: one.state,
    by: names.get(one.createdBy) ?? null,
    total: one.total,
    done: one.done,
    refused: one.refused,
    failed: one.failed,
    finishedAt: momentOf(one.finishedAt),
    via: one.via,
  }))
}
