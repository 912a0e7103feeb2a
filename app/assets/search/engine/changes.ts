import db from '@adonisjs/lucid/services/db'
import { inTransaction, insertRows, newId, type Transaction } from '#core/database/index'
import { hasSearchEngine } from './search_engine.ts'

/** While somebody builds the index anew, they say so again and again; who was killed is waited for no longer than this. */
const HOLD_MS = 120_000

export type Change = { id: number; assetId: string }

/** Writes down which assets a search engine must be told of, in the transaction that changes their words. */
export async function noteChanges(trx: Transaction, assetIds: string[]) {
  if (!hasSearchEngine() || assetIds.length === 0) return
  const now = Date.now()
  await insertRows(
    trx,
    'search_changes',
    assetIds.map((id) => ({ asset_id: id, changed_at: now }))
  )
}

export async function oldestChanges(limit: number): Promise<Change[]> {
  const rows = (await db.from('search_changes').select('id', 'asset_id').orderBy('id').limit(limit)) as { id: number; asset_id: string }[]
  return rows.map((row) => ({ id: row.id, assetId: row.asset_id }))
}

/**
 * Forgets changes that the engine was told of. Not while an index is built: the assets may have been read for it before
 * they changed, so it must be told of them too.
 */
export async function forgetChanges(changes: Change[]): Promise<boolean> {
  return inTransaction(async (trx) => {
    if (await isHeld(trx)) return false
    await trx
      .from('search_changes')
      .whereIn(
        'id',
        changes.map(({ id }) => id)
      )
      .delete()
    return true
  })
}

/** How many changes the engine has yet to be told of, and since when the oldest waits. */
export async function waitingChanges(): Promise<{ count: number; since: number | null }> {
  const [row] = (await db.from('search_changes').count('* as total').min('changed_at as since')) as {
    total: number | string
    since: number | string | null
  }[]
  return { count: Number(row!.total), since: row!.since === null ? null : Number(row!.since) }
}

export async function isHeld(trx: Pick<Transaction, 'from'> = db): Promise<boolean> {
  return Boolean(await trx.from('search_rebuilds').whereNull('finished_at').where('held_until', '>', Date.now()).first())
}

/** Holds back changes while an index is built. */
export class Hold {
  readonly #id = newId()

  static async take(): Promise<Hold> {
    const hold = new Hold()
    const now = Date.now()
    await inTransaction((trx) =>
      trx.table('search_rebuilds').insert({ id: hold.#id, started_at: now, held_until: now + HOLD_MS, documents: 0 })
    )
    // Ids are in the order of time, so of two that begin at once both know who was first.
    const other = await db.from('search_rebuilds').whereNull('finished_at').where('held_until', '>', now).where('id', '<', hold.#id).first()
    if (!other) return hold
    await hold.release()
    const since = new Date(Number(other.started_at)).toISOString()
    throw new Error(`The search index is being built anew already, since ${since}. Wait for it, or two minutes if it was killed.`)
  }

  async keep(documents: number) {
    const kept = await this.#update({ held_until: Date.now() + HOLD_MS, documents })
    if (kept !== 1) throw new Error('Building the search index was interrupted for too long. Start it again.')
  }

  async finish() {
    await this.#update({ finished_at: Date.now() })
  }

  /** Of a rebuild that came to nothing. */
  async release() {
    await inTransaction((trx) => trx.from('search_rebuilds').where('id', this.#id).delete())
  }

  #update(values: Record<string, number>): Promise<number> {
    return inTransaction(async (trx) =>
      Number(await trx.from('search_rebuilds').where('id', this.#id).where('held_until', '>', Date.now()).update(values))
    )
  }
}
