import { inject } from '@adonisjs/core'
import { inTransaction, newId } from '#core/database/index'
import { Jobs, PRIORITY } from '#core/jobs/index'
import { Forbidden } from '#core/http/index'
import type { Visitor } from '#identity'
import { NothingSelected, NotReversible } from '../errors.ts'
import { Operation, type OperationKind } from '../models/operation.ts'
import { prepared, visibleAssets, type AssetFilters } from '../queries/asset_query.ts'
import { kindOf } from './kinds.ts'
import { RunOperation } from './run_operation.ts'

/** Some assets, all that match, or those that the kind finds by its input. */
export type Selection = { ids: string[] } | { query: AssetFilters } | { rowsOf: string }

const CHUNK = 200

/** Begins a change to many. It runs as a job; the selection is written down first, so that it is what the person saw. */
@inject()
export class StartOperation {
  constructor(private jobs: Jobs) {}

  async handle(visitor: Visitor, kind: OperationKind, selection: Selection, input: string | null = null): Promise<Operation> {
    if ('ids' in selection && selection.ids.length === 0) throw new NothingSelected()
    if (!visitor.canSomewhere(kindOf(kind).permission)) throw new Forbidden(`${kind} assets`)
    // Refuses what cannot be meant while the person is there to read it.
    if ('query' in selection) await prepared(visitor, selection.query)
    return this.#begin(visitor, kind, selection, { input, reverses: null })
  }

  /** Takes back what an operation did, for the assets it did it to. */
  async reverse(visitor: Visitor, operation: Operation): Promise<Operation> {
    const kind = kindOf(operation.kind).reversedBy
    if (!kind) throw new NotReversible(`An operation of the kind "${operation.kind}" cannot be taken back.`)
    if (operation.state !== 'done') throw new NotReversible('The operation is still running. Wait until it is done.')
    return this.#begin(visitor, kind, { operationId: operation.id }, { input: operation.input, reverses: operation.id })
  }

  async #begin(
    visitor: Visitor,
    kind: OperationKind,
    selection: Selection | { operationId: string },
    more: Pick<Operation, 'input' | 'reverses'>
  ) {
    const now = Date.now()
    const operation = new Operation().fill({
      id: newId(),
      kind,
      state: 'gathering',
      selection: 'query' in selection ? JSON.stringify(selection.query) : null,
      ...more,
      total: 0,
      done: 0,
      refused: 0,
      failed: 0,
      createdBy: visitor.user.id,
      via: visitor.via,
      createdAt: now,
      updatedAt: now,
      finishedAt: null,
    })
    const ids = 'ids' in selection ? await this.#known(visitor, kind, selection.ids) : []
    await inTransaction(async (trx) => {
      await operation.useTransaction(trx).save()
      for (let at = 0; at < ids.length; at += CHUNK) {
        await trx.table('operation_items').multiInsert(
          ids.slice(at, at + CHUNK).map((asset) => ({
            operation_id: operation.id,
            asset_id: asset.id,
            asset_name: asset.name,
            outcome: asset.known ? 'pending' : 'refused',
            reason: asset.known ? null : 'There is no such asset, or you may not see it.',
          }))
        )
      }
    })
    await this.jobs
      .dispatch(RunOperation, { operationId: operation.id }, { key: RunOperation.key(operation.id), priority: PRIORITY.person })
      .catch(() => {})
    return operation
  }

  async #known(visitor: Visitor, kind: OperationKind, given: string[]) {
    const ids = [...new Set(given)]
    const names = new Map<string, string>()
    for (let at = 0; at < ids.length; at += CHUNK) {
      const rows = await visibleAssets(visitor, { bucket: kindOf(kind).from === 'trash' ? 'trash' : 'all' })
        .whereIn('assets.id', ids.slice(at, at + CHUNK))
        .select('assets.id', 'assets.name')
      for (const row of rows) names.set(String(row.id), String(row.name))
    }
    return ids.map((id) => ({ id, name: names.get(id) ?? '', known: names.has(id) }))
  }
}
