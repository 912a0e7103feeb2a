import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { isCollision } from './trouble.ts'

export type Transaction = TransactionClientContract

/**
 * Runs `work` in one transaction and answers what it returns. Every query inside must be given `trx`:
 * on SQLite there is one connection that writes, and a query that asks for it anew waits for ever.
 * No file and no network call inside.
 */
export function inTransaction<T>(work: (trx: Transaction) => Promise<T>, outer?: Transaction): Promise<T> {
  return outer ? work(outer) : commit(work)
}

async function commit<T>(work: (trx: Transaction) => Promise<T>): Promise<T> {
  let committed: Promise<unknown> | undefined
  const answer = await db.transaction((trx) => {
    committed = trx.knexClient.executionPromise
    return work(trx)
  })
  // A COMMIT that fails (a full disk, a lost connection) fails this promise of knex, and not the one that Lucid waits for.
  await committed
  return answer
}

const TRIES = 5

/**
 * `inTransaction` for work that may be done again: what it reads and changes, it reads and changes through
 * `trx`, and it leaves no trace outside, neither in a model that was loaded before nor in a variable. When
 * the database ends it for the sake of another (a deadlock), it is repeated. Within an outer transaction it
 * is not, since that is gone as a whole.
 */
export async function inRepeatableTransaction<T>(work: (trx: Transaction) => Promise<T>, outer?: Transaction): Promise<T> {
  if (outer) return work(outer)
  for (let nth = 1; ; nth += 1) {
    try {
      return await commit(work)
    } catch (error) {
      if (nth === TRIES || !isCollision(error)) throw error
      await sleep(Math.random() * 10 * 2 ** nth)
    }
  }
}

/**
 * A part of a transaction that may fail by itself, such as on a key that somebody else just took. On SQLite nobody
 * else writes meanwhile.
 */
export function inSavepoint<T>(trx: Transaction, work: (inner: Transaction) => Promise<T>): Promise<T> {
  return isSqlite() ? work(trx) : trx.transaction(work)
}

export function isSqlite(): boolean {
  return db.connection().dialect.name === 'better-sqlite3'
}

/** Whether a write failed because a unique key was taken. */
export function isDuplicate(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'ER_DUP_ENTRY'
}
