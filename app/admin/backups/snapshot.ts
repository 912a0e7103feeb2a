import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'
import env from '#start/env'
import { isSqlite, sqliteReader } from '#core/database/index'
import type { TableShape } from './schema_shape.ts'

const PAGE = 500

export type Row = Record<string, unknown>

/**
 * Shows the database as it is at one moment, for as long as `work` takes, while others go on writing.
 * SQLite gets a connection of its own for it; both databases answer every query from the first one's moment.
 */
export async function withSnapshot<T>(work: (snapshot: Knex) => Promise<T>): Promise<T> {
  if (!isSqlite()) {
    const knex = db.connection().getWriteClient() as Knex
    return knex.transaction(
      async (trx) => {
        await trx('blobs').first('id')
        return work(trx)
      },
      { isolationLevel: 'repeatable read' }
    )
  }
  const reader = sqliteReader(join(env.dataDir, 'damson.sqlite'))
  try {
    await reader.raw('BEGIN')
    await reader('blobs').first('id')
    return await work(reader)
  } finally {
    await reader.destroy()
  }
}

/** All rows of a table in the order of its primary key, a page at a time. */
export async function* rowsOf(snapshot: Knex, { name, columns, primaryKey }: TableShape): AsyncGenerator<Row> {
  let last: Row | null = null
  for (;;) {
    const query = snapshot(name).select(columns).limit(PAGE)
    for (const column of primaryKey) query.orderBy(column)
    if (last) after(query, primaryKey, last)
    // Thumbnail and preview are kept; what else was made of a file is made again.
    if (name === 'renditions') query.whereIn('recipe', ['thumb', 'preview'])
    const rows: Row[] = await query
    yield* rows
    if (rows.length < PAGE) return
    last = rows.at(-1)!
  }
}

/** (a > x) or (a = x and b > y) or …, which both databases find by the index of the key. */
function after(query: Knex.QueryBuilder, primaryKey: string[], last: Row) {
  query.where((any) => {
    for (const [at, column] of primaryKey.entries()) {
      any.orWhere((all) => {
        for (const before of primaryKey.slice(0, at)) all.where(before, last[before] as string)
        all.where(column, '>', last[column] as string)
      })
    }
  })
}
