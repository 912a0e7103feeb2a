import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { closedAmong } from './closed_among.ts'
import { Operation } from '../models/operation.ts'
import { toOperationJson, type OperationItemJson } from '../transformers/operation_transformer.ts'

/** What went wrong is told first, and no more items than a person reads. */
const SHOWN_ITEMS = 200

/** Operations, each seen by the person who began it. */
export class FindOperation {
  async model(visitor: Visitor, id: string): Promise<Operation> {
    const operation = await Operation.query().where('id', id).where('createdBy', visitor.user.id).first()
    if (!operation) throw new NotFound('operation')
    return operation
  }

  async handle(visitor: Visitor, id: string) {
    const operation = await this.model(visitor, id)
    const items = (await db
      .from('operation_items')
      .where('operation_id', id)
      .orderByRaw("CASE outcome WHEN 'refused' THEN 0 WHEN 'failed' THEN 1 WHEN 'pending' THEN 2 ELSE 3 END")
      .orderBy('asset_id')
      .limit(SHOWN_ITEMS)
      .select({ assetId: 'asset_id', name: 'asset_name', outcome: 'outcome', reason: 'reason' })) as unknown as OperationItemJson[]
    const closed = await closedAmong(
      visitor,
      items.map(({ assetId }) => assetId)
    )
    return toOperationJson(
      operation,
      items.map((item) => (closed.has(item.assetId) ? { ...item, name: '' } : item))
    )
  }

  async list(visitor: Visitor, { limit = 50, cursor }: { limit?: number; cursor?: string }) {
    const query = Operation.query()
      .where('createdBy', visitor.user.id)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (cursor) query.where('id', '<', cursor)
    const rows = await query
    const shown = rows.slice(0, limit)
    return {
      data: shown.map((operation) => toOperationJson(operation)),
      meta: { total: null, totalIsCapped: false, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null },
    }
  }
}
