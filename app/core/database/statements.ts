import db from '@adonisjs/lucid/services/db'
import type { LucidRow } from '@adonisjs/lucid/types/model'
import type { RawQueryBindings } from '@adonisjs/lucid/types/querybuilder'
import type { Knex } from 'knex'
import { isSqlite, type Transaction } from './transaction.ts'
import { handleOf, writingHandle } from './sqlite.ts'

/**
 * Statements written out, for what every request and every upload does: there, building a query and carrying it through
 * the layers of the query builder costs several times what it takes to run. SQLite is asked directly, in this same turn
 * of the event loop. Keep to the SQL that SQLite and MySQL share.
 */

export type Binding = string | number | boolean | Date | null

/** Rows of a query, on the connection that only reads. */
export async function readRows<Row>(sql: string, bindings: Binding[]): Promise<Row[]> {
  const reader = db.connection().getReadClient() as Knex
  const handle = handleOf(reader)
  if (handle) return handle.prepare(sql).all(bindings.map(asSqlite)) as Row[]
  return rowsOf<Row>(await reader.raw(sql, bindings as Knex.RawBinding[]))
}

/** Rows of a query within a transaction. */
export async function rowsIn<Row>(trx: Transaction, sql: string, bindings: Binding[]): Promise<Row[]> {
  if (isSqlite()) return within(trx).prepare(sql).all(bindings.map(asSqlite)) as Row[]
  return rowsOf<Row>(await trx.rawQuery(sql, bindings as RawQueryBindings))
}

/** A statement that writes, within a transaction; answers how many rows it changed and the number of the last one that it put in. */
export async function carryOut(trx: Transaction, sql: string, bindings: Binding[]): Promise<{ changed: number; lastNumber: number }> {
  if (isSqlite()) {
    const { changes, lastInsertRowid } = within(trx).prepare(sql).run(bindings.map(asSqlite))
    return { changed: changes, lastNumber: Number(lastInsertRowid) }
  }
  const [done] = (await trx.rawQuery(sql, bindings as RawQueryBindings)) as [{ affectedRows: number; insertId: number }]
  return { changed: done.affectedRows, lastNumber: done.insertId }
}

export function insertRow(trx: Transaction, table: string, row: Record<string, Binding>) {
  return insertRows(trx, table, [row])
}

/** Rows of the same columns, in one statement. */
export function insertRows(trx: Transaction, table: string, rows: Record<string, Binding>[]) {
  const columns = Object.keys(rows[0]!)
  const marks = `(${columns.map(() => '?').join(', ')})`
  const sql = `insert into \`${table}\` (\`${columns.join('`, `')}\`) values ${rows.map(() => marks).join(', ')}`
  return carryOut(trx, sql, rows.flatMap(Object.values) as Binding[])
}

/** Sets these columns of the row with this id. */
export function updateRow(trx: Transaction, table: string, id: string, row: Record<string, Binding>) {
  const set = Object.keys(row).map((column) => `\`${column}\` = ?`)
  return carryOut(trx, `update \`${table}\` set ${set.join(', ')} where id = ?`, [...Object.values(row), id])
}

/** Inserts what a model has been filled with, as its own `save` would. */
export async function insertModel<Model extends LucidRow>(trx: Transaction, model: Model): Promise<Model> {
  const { table } = model.constructor as unknown as { table: string }
  const written = model as unknown as { prepareForAdapter: (attributes: object) => Record<string, Binding> }
  const given = Object.entries(written.prepareForAdapter(model.$attributes)).filter(([, value]) => value !== undefined)
  await insertRow(trx, table, Object.fromEntries(given))
  model.$isPersisted = true
  model.$hydrateOriginals()
  return model.useTransaction(trx)
}

/** The handle of the connection that writes, where this transaction is the one that holds it. */
function within(trx: Transaction) {
  const handle = writingHandle()
  if (trx.isCompleted || !handle?.inTransaction) throw new Error('The transaction of this statement has ended.')
  return handle
}

const asSqlite = (value: Binding) => (typeof value === 'boolean' ? Number(value) : value instanceof Date ? value.getTime() : value)

/** MySQL answers [rows, fields], SQLite the rows. */
function rowsOf<Row>(answer: unknown): Row[] {
  const [first] = answer as unknown[]
  return (Array.isArray(first) ? first : answer) as Row[]
}
