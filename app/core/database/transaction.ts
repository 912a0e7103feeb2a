import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Transaction = TransactionClientContract

/**
 * Runs `work` in one transaction and answers what it returns. Every query inside must be given `trx`:
 * on SQLite there is one connection that writes, and a query that asks for it anew waits for ever.
 * No file and no network call inside.
 */
export function inTransaction<T>(work: (trx: Transaction) => Promise<T>, outer?: Transaction): Promise<T> {
  return outer ? work(outer) : db.transaction(work)
}

export function isSqlite(): boolean {
  return db.connection().dialect.name === 'better-sqlite3'
}

/** Whether a write failed because a unique key was taken. */
export function isDuplicate(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'ER_DUP_ENTRY'
}
