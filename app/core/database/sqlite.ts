import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import knex, { type Knex } from 'knex'
import type BetterSqlite from 'better-sqlite3'
import { logOf } from './write_ahead_log.ts'

/** How long a transaction waits for another process to finish writing before it gives up. */
const WRITE_LOCK_PATIENCE_MS = 15_000
/** How long a statement outside a transaction may hold up everything else while it waits. */
const BUSY_TIMEOUT_MS = 20

type Opened = (error: Error | null, db: BetterSqlite.Database) => void

let writing: BetterSqlite.Database | null = null
const reading = new WeakMap<Knex, BetterSqlite.Database>()

/** The connection that writes, once the pool has opened it. */
export const writingHandle = () => writing

/** The connection of a reader, once its pool has opened it; null for any other client. */
export const handleOf = (reader: Knex) => reading.get(reader) ?? null

/** Settings of the connection that writes, made when the pool opens it. */
export function openSqlite(db: BetterSqlite.Database, done: Opened) {
  db.pragma('journal_mode = WAL')
  // An acknowledged upload must survive a power cut, so the log is synced before a write is acknowledged. SQLite would
  // do that while the event loop waits (FULL); `commitDurably` does it beside the loop, and once for all who wait.
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  // Pages that are written again and again go from the log to the file once per 16 MB, not once per 4.
  db.pragma('wal_autocheckpoint = 4000')
  tune(db)
  writing = db
  done(null, db)
}

function tune(db: BetterSqlite.Database) {
  // Waiting inside SQLite blocks the whole event loop, so it may only be short; the long wait is ours, and asynchronous.
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  db.pragma('cache_size = -32768')
  db.pragma('mmap_size = 268435456')
  db.pragma('temp_store = MEMORY')
  keepStatements(db)
}

const KEPT_STATEMENTS = 400

/** Knex prepares every query anew, which costs more than most queries do; the same text is prepared once. */
function keepStatements(db: BetterSqlite.Database) {
  const prepare = db.prepare.bind(db)
  const kept = new Map<string, BetterSqlite.Statement>()
  db.prepare = ((source: string) => {
    let statement = kept.get(source)
    if (statement) kept.delete(source)
    else statement = prepare(source)
    kept.set(source, statement)
    if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value!)
    return statement
  }) as typeof db.prepare
}

/**
 * A second connection that only reads: pages are answered while a transaction holds the one that
 * writes. With WAL it sees every committed row at once, so a request reads what it wrote.
 */
export function sqliteReader(filename: string): Knex {
  const reader: Knex = knex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      idleTimeoutMillis: 2 ** 30,
      afterCreate: (db: BetterSqlite.Database, done: Opened) => {
        tune(db)
        db.pragma('query_only = ON')
        reading.set(reader, db)
        done(null, db)
      },
    },
  })
  return reader
}

export function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY')
}

type KnexTransaction = { trxClient: { query: (connection: BetterSqlite.Database, sql: string) => Promise<unknown> } }
type KnexCommit = { query: (connection: BetterSqlite.Database, sql: string, status: 1, value: unknown) => Promise<unknown> }
type KnexQuery = (connection: BetterSqlite.Database, query: { sql: string }) => Promise<unknown>

/**
 * Makes knex begin SQLite transactions with the write lock in hand, and wait for it without blocking
 * the event loop. A deferred BEGIN would fail in the middle of a transaction when another process
 * wrote in between (SQLITE_BUSY_SNAPSHOT), which no timeout cures. Knex offers no setting for it.
 */
export function beginImmediately() {
  const require = createRequire(import.meta.url)
  const Transaction = require('knex/lib/dialects/sqlite3/execution/sqlite-transaction.js')
  Transaction.prototype.begin = async function begin(this: KnexTransaction, connection: BetterSqlite.Database) {
    // A COMMIT that was refused leaves its transaction open, and nobody to end it.
    if (connection.inTransaction) connection.exec('ROLLBACK')
    const deadline = Date.now() + WRITE_LOCK_PATIENCE_MS
    for (let pause = 1; ; pause = Math.min(pause * 2, 16)) {
      try {
        connection.pragma('busy_timeout = 0')
        return await this.trxClient.query(connection, 'BEGIN IMMEDIATE;')
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw error
        await sleep(pause + Math.random() * pause)
      } finally {
        connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
      }
    }
  }
}

/**
 * Makes every write wait until the log that holds it is on the disk: a transaction after its COMMIT, when the next one
 * may already have the connection, and a statement outside of one at its end. Knex offers no place for it.
 */
export function commitDurably() {
  const require = createRequire(import.meta.url)
  const Transaction = require('knex/lib/dialects/sqlite3/execution/sqlite-transaction.js')
  Transaction.prototype.commit = async function commit(this: KnexCommit, connection: BetterSqlite.Database, value: unknown) {
    const answer = await this.query(connection, 'COMMIT;', 1, value)
    await logOf(connection).sync()
    return answer
  }
  const Client = require('knex/lib/dialects/better-sqlite3/index.js')
  const query: KnexQuery = Client.prototype._query
  Client.prototype._query = async function durably(this: unknown, connection: BetterSqlite.Database, wanted: { sql: string }) {
    const wrote = !connection.inTransaction && !connection.prepare(wanted.sql).readonly
    const answer = await query.call(this, connection, wanted)
    if (wrote && !connection.inTransaction) await logOf(connection).sync()
    return answer
  }
}

/**
 * Lucid sends every SQLite query to the one connection, because it knows of no reader beside it. Here
 * is one: reads go there and wait for no transaction, as they do with a replica of another database.
 */
export async function readBesideTransactions() {
  const runner = new URL('src/query_runner/index.js', import.meta.resolve('@adonisjs/lucid'))
  const { QueryRunner } = (await import(runner.href)) as { QueryRunner: { prototype: { isUsingSqlite: () => boolean } } }
  QueryRunner.prototype.isUsingSqlite = () => false
}
