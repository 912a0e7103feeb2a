import db from '@adonisjs/lucid/services/db'
import { firstPage, momentOf, namesOf, type OfficeResource, type OfficeRow } from '#identity'
import { Operation } from '../models/operation.ts'

const SHOWN_REFUSALS = 100

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
    refusals: {},
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
  some: async (_visitor, ids) => {
    const refusals = await refusalsOf(ids)
    const rows = await operationRows(await Operation.query().whereIn('id', ids))
    return rows.map((row) => ({ ...row, refusals: refusals.get(row.id) ?? null }))
  },
}

/** What was not done, and why: no more than a person reads. */
async function refusalsOf(ids: string[]): Promise<Map<string, string>> {
  const items = await db
    .from('operation_items')
    .whereIn('operation_id', ids)
    .whereIn('outcome', ['refused', 'failed'])
    .orderBy('operation_id')
    .orderBy('asset_id')
    .limit(SHOWN_REFUSALS)
    .select('operation_id', 'asset_name', 'reason')
  const byOperation = Map.groupBy(items, (item) => String(item.operation_id))
  return new Map(
    [...byOperation].map(([id, some]) => [id, some.map((item) => [item.asset_name, item.reason].filter(Boolean).join(': ')).join('\n')])
  )
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
