import db from '@adonisjs/lucid/services/db'
import { carryOut, inTransaction, isSqlite, type Transaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import type { Actor } from '#core/activity/index'
import { loadVisitor, type Visitor } from '#identity'
import { Asset } from '../models/asset.ts'
import { Operation } from '../models/operation.ts'
import { narrow, prepared, termsIn, type AssetFilters } from '../queries/asset_query.ts'
import { matching } from '../search/matching.ts'
import { kindOf, type Kind } from './kinds.ts'

/** Small enough that nobody else waits long for the database, large enough that a hundred thousand are soon done. */
const BATCH = 200

/**
 * Carries out an operation batch by batch, each with its outcomes in one transaction. Interrupted at
 * any point, it goes on where it was: the items say what is left.
 */
export class RunOperation extends Job<{ operationId: string }> {
  static jobName = 'assets.run_operation'
  static priority = PRIORITY.person
  static attempts = 5
  static timeoutMs = 60 * 60_000

  static key = (operationId: string) => `operation:${operationId}`

  async handle({ operationId }: { operationId: string }, { signal }: JobContext) {
    const operation = await Operation.find(operationId)
    if (!operation || operation.state === 'done') return
    if (operation.state === 'gathering') await this.#gather(operation, await this.#visitor(operation))
    while (!signal.aborted && (await this.#step(operation)));
    signal.throwIfAborted()
    await this.#tally(operation, { state: 'done', finishedAt: Date.now() })
  }

  /** Rights are asked anew, also between batches: whoever lost them since has the rest refused. */
  #visitor(operation: Operation): Promise<Visitor | null> {
    return loadVisitor(operation.createdBy, operation.via === 'web' ? 'web' : 'api')
  }

  async #gather(operation: Operation, visitor: Visitor | null) {
    const filters =
      operation.selection && visitor
        ? await prepared(visitor, { ...(JSON.parse(operation.selection) as AssetFilters), isLenient: true })
        : null
    await inTransaction(async (trx) => {
      const insert = (select: ReturnType<typeof db.from>) => {
        const { sql, bindings } = select.toSQL()
        const verb = isSqlite() ? 'INSERT OR IGNORE' : 'INSERT IGNORE'
        return trx.rawQuery(
          `${verb} INTO operation_items (operation_id, asset_id, asset_name, outcome, way_back) ${sql}`,
          bindings as string[]
        )
      }
      const item = (id: string, name: string, wayBack: string) => [
        db.raw('? as operation_id', [operation.id]),
        id,
        name,
        db.raw("'pending' as outcome"),
        db.raw(wayBack),
      ]
      if (filters && visitor) {
        const select = db.from('assets')
        narrow(select as Parameters<typeof narrow>[0], visitor, {
          ...filters,
          bucket: kindOf(operation.kind).from === 'trash' ? 'trash' : filters.bucket,
        })
        const terms = termsIn(filters)
        if (!terms.isEmpty) matching(select as Parameters<typeof matching>[0], terms)
        // What is uploaded from here on was not part of what the person selected.
        select.where('assets.created_at', '<=', operation.createdAt)
        await insert(select.select(...item('assets.id', 'assets.name', 'null')))
      }
      const { items } = kindOf(operation.kind)
      if (items && operation.input && !operation.reverses) {
        await insert(items(operation.input).select(...item('asset_id', 'asset_name', 'planned')))
      }
      if (operation.reverses) {
        await insert(
          db
            .from('operation_items')
            .where('operation_id', operation.reverses)
            .where('outcome', 'done')
            .select(...item('asset_id', 'asset_name', 'way_back'))
        )
      }
    })
    await this.#tally(operation, { state: 'running' })
  }

  /** Does one batch; false when none is left. */
  async #step(operation: Operation): Promise<boolean> {
    const visitor = await this.#visitor(operation)
    const kind = kindOf(operation.kind)
    const actor: Actor = visitor?.actor ?? { id: operation.createdBy, via: operation.via }
    const items = (await db
      .from('operation_items')
      .where('operation_id', operation.id)
      .where('outcome', 'pending')
      .orderBy('asset_id')
      .limit(BATCH)
      .select('asset_id', 'way_back')) as { asset_id: string; way_back: string | null }[]
    if (items.length === 0) return false
    const ids = items.map((item) => item.asset_id)
    await inTransaction(async (trx) => {
      const assets = await Asset.query({ client: trx })
        .whereIn('id', ids)
        .where('isTrashed', kind.from === 'trash')
        .orderBy('id')
        // Holds the rows on MySQL, where others write at the same time; SQLite, where nobody does, knows no such thing.
        .forUpdate()
      const open = visitor ? await openOf(trx, visitor, assets) : []
      const found = new Map(open.map((asset) => [asset.id, asset]))
      const accepted: Asset[] = []
      const refused = new Map<string, string | null>()
      for (const id of ids) {
        const asset = found.get(id)
        const reason = this.#refusal(asset, kind, visitor)
        if (asset && !reason) accepted.push(asset)
        else refused.set(id, reason)
      }
      const undo = new Map(items.flatMap((item) => (item.way_back === null ? [] : [[item.asset_id, item.way_back] as const])))
      const left = await kind.apply(trx, actor, accepted, { id: operation.id, input: operation.input, visitor, undo })
      for (const [id, reason] of left ?? []) refused.set(id, reason)
      const done = accepted.map((asset) => asset.id).filter((id) => !refused.has(id))
      for (const [reason, some] of alike([...refused.keys()], (id) => refused.get(id) ?? null)) {
        await mark(trx, operation.id, some, { outcome: 'refused', reason })
      }
      for (const [kept, some] of alike(done, (id) => undo.get(id) ?? null))
        await mark(trx, operation.id, some, { outcome: 'done', way_back: kept })
      await trx
        .from('operations')
        .where('id', operation.id)
        .update({
          done: trx.raw('done + ?', [done.length]),
          refused: trx.raw('refused + ?', [refused.size]),
          updated_at: Date.now(),
        })
    })
    return true
  }

  #refusal(asset: Asset | undefined, kind: Kind, visitor: Visitor | null): string | null {
    if (!asset || !visitor?.can('assets.view', asset.brandId)) {
      return kind.from === 'trash' ? 'It is no longer in the trash.' : 'It is no longer in the library.'
    }
    if (!visitor.can(kind.permission, asset.brandId)) return 'Your role does not allow this for its brand.'
    return kind.refusal(asset)?.message ?? null
  }

  async #tally(operation: Operation, more: Partial<Pick<Operation, 'state' | 'finishedAt'>> = {}) {
    const rows = (await db
      .from('operation_items')
      .where('operation_id', operation.id)
      .groupBy('outcome')
      .select('outcome')
      .count('* as total')) as { outcome: string; total: number | string }[]
    const of = (outcome: string) => Number(rows.find((row) => row.outcome === outcome)?.total ?? 0)
    operation.merge({
      done: of('done'),
      refused: of('refused'),
      failed: of('failed'),
      total: of('done') + of('refused') + of('failed') + of('pending'),
      updatedAt: Date.now(),
      ...more,
    })
    await inTransaction((trx) => operation.useTransaction(trx).save())
  }
}

/** Those that are in no folder that is closed to the visitor by now. */
async function openOf(trx: Transaction, visitor: Visitor, assets: Asset[]): Promise<Asset[]> {
  const closed = visitor.closedCircles
  if (closed.length === 0) return assets
  const folders = [...new Set(assets.flatMap(({ folderId }) => folderId ?? []))]
  const rows = (await trx.from('folders').whereIn('id', folders).whereIn('circle_id', closed).select('id')) as { id: string }[]
  const hidden = new Set(rows.map(({ id }) => id))
  return assets.filter(({ folderId }) => !folderId || !hidden.has(folderId))
}

async function mark(
  trx: Transaction,
  operationId: string,
  ids: string[],
  values: { outcome: string; reason?: string | null; way_back?: string | null }
) {
  const set = Object.keys(values).map((column) => `${column} = ?`)
  await carryOut(
    trx,
    `update operation_items set ${set.join(', ')} where operation_id = ? and asset_id in (${ids.map(() => '?').join(', ')})`,
    [...Object.values(values), operationId, ...ids]
  )
}

/** Those of which the same is to be written, together. */
function alike<V>(ids: string[], valueOf: (id: string) => V): Map<V, string[]> {
  return Map.groupBy(ids, valueOf)
}
