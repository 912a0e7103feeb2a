import type { Knex } from 'knex'
import { isSqlite } from '#core/database/index'

/** Tables whose rows are of this moment and this machine, or are made from the others. */
const LEFT_OUT = new Set([
  'storage_claims',
  'jobs',
  'recurring_jobs',
  'sign_ins',
  'rate_limits',
  'idempotency_keys',
  'finished_uploads',
  'search_documents',
  'search_words',
  'search_changes',
  'search_rebuilds',
])

export type TableShape = { name: string; columns: string[]; primaryKey: string[] }

/** The tables that a backup holds, as this database has them, by name. */
export async function tablesToKeep(knex: Knex): Promise<TableShape[]> {
  const names = await (isSqlite() ? sqliteTables(knex) : mysqlTables(knex))
  const kept = names.filter((name) => !LEFT_OUT.has(name) && !/^(adonis_|sqlite_)/.test(name) && !/_fts(_|$)/.test(name)).sort()
  return Promise.all(kept.map((name) => (isSqlite() ? sqliteShape(knex, name) : mysqlShape(knex, name))))
}

/** Rows that refer to something that is not there, as one sentence; null where all is well. */
export async function danglingReference(knex: Knex): Promise<string | null> {
  if (isSqlite()) {
    const [found] = (await knex.raw('PRAGMA foreign_key_check')) as { table: string; parent: string }[]
    return found ? `a row of ${found.table} refers to one of ${found.parent} that is not there` : null
  }
  const [keys] = (await knex.raw(
    'SELECT table_name AS t, column_name AS c, referenced_table_name AS rt, referenced_column_name AS rc FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL'
  )) as [{ t: string; c: string; rt: string; rc: string }[]]
  for (const { t, c, rt, rc } of keys) {
    const found = await knex(t)
      .leftJoin(`${rt} as referenced`, `referenced.${rc}`, `${t}.${c}`)
      .whereNotNull(`${t}.${c}`)
      .whereNull(`referenced.${rc}`)
      .first(`${t}.${c}`)
    if (found) return `a row of ${t} refers to one of ${rt} that is not there`
  }
  return null
}

async function sqliteTables(knex: Knex): Promise<string[]> {
  const rows = (await knex.raw(`SELECT name FROM sqlite_master WHERE type = 'table'`)) as { name: string }[]
  return rows.map(({ name }) => name)
}

async function sqliteShape(knex: Knex, name: string): Promise<TableShape> {
  const rows = (await knex.raw('SELECT name, pk FROM pragma_table_info(?)', [name])) as { name: string; pk: number }[]
  const keys = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  return { name, columns: rows.map((row) => row.name), primaryKey: keys.map((row) => row.name) }
}

async function mysqlTables(knex: Knex): Promise<string[]> {
  const [rows] = (await knex.raw(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`
  )) as [{ name: string }[]]
  return rows.map(({ name }) => name)
}

async function mysqlShape(knex: Knex, name: string): Promise<TableShape> {
  const [columns] = (await knex.raw(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position',
    [name]
  )) as [{ name: string }[]]
  const [keys] = (await knex.raw(
    `SELECT column_name AS name FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND table_name = ? AND constraint_name = 'PRIMARY' ORDER BY ordinal_position`,
    [name]
  )) as [{ name: string }[]]
  return { name, columns: columns.map((row) => row.name), primaryKey: keys.map((row) => row.name) }
}
