import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'

/**
 * Rows of a query written out, on the connection that only reads. For the few queries that every request
 * makes: building one costs as much again as running it. Keep to the SQL that SQLite and MySQL share.
 */
export async function readRows<Row>(sql: string, bindings: (string | number)[]): Promise<Row[]> {
  const reader = db.connection().getReadClient() as Knex
  const answer: unknown = await reader.raw(sql, bindings)
  // MySQL answers [rows, fields], SQLite the rows.
  const [first] = answer as unknown[]
  return (Array.isArray(first) ? first : answer) as Row[]
}
