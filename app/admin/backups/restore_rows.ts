import type { Knex } from 'knex'
import { isSqlite, type Transaction } from '#core/database/index'
import { ArchiveDamaged } from '../errors.ts'
import { entriesIn, textOf } from './archive_reader.ts'
import { readRows } from './archive_rows.ts'
import { danglingReference, tablesToKeep, type TableShape } from './schema_shape.ts'
import type { Row } from './snapshot.ts'

/** SQLite joins the rows of one statement by UNION, of which it allows 500, and counts every value. */
const ROWS_PER_INSERT = 100

/**
 * Replaces the rows of every table by those of an archive. Who refers to whom is checked once, at the end,
 * so the tables come in any order and a row may refer to one that follows it.
 */
export class RestoreRows {
  readonly counts: Record<string, number> = {}

  constructor(private file: string) {}

  async handle(trx: Transaction) {
    const knex = trx.knexClient as unknown as Knex
    await knex.raw(isSqlite() ? 'PRAGMA defer_foreign_keys = ON' : 'SET FOREIGN_KEY_CHECKS = 0')
    try {
      const tables = new Map((await tablesToKeep(knex)).map((table) => [table.name, table]))
      for (const name of tables.keys()) await trx.from(name).delete()
      await this.#insertAll(trx, tables)
      const dangling = await danglingReference(knex)
      if (dangling) throw new ArchiveDamaged(this.file, `${dangling}.`)
    } finally {
      if (!isSqlite()) await knex.raw('SET FOREIGN_KEY_CHECKS = 1')
    }
  }

  async #insertAll(trx: Transaction, tables: Map<string, TableShape>) {
    for await (const found of entriesIn(this.file)) {
      if (found.entry.kind !== 'rows') {
        for await (const chunk of found.content) void chunk
        continue
      }
      const table = tables.get(found.entry.table)
      if (!table) throw new ArchiveDamaged(this.file, `this release has no table "${found.entry.table}".`)
      const rows = this.#rowsIn(await textOf(this.file, found), table)
      for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
        await trx.table(table.name).multiInsert(rows.slice(at, at + ROWS_PER_INSERT))
      }
      this.counts[table.name] = (this.counts[table.name] ?? 0) + rows.length
    }
  }

  #rowsIn(content: Buffer, table: TableShape): Row[] {
    try {
      return readRows(content.toString('utf8'), table)
    } catch (error) {
      throw new ArchiveDamaged(this.file, `${(error as Error).message}.`, error)
    }
  }
}
