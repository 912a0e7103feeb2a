import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'
import { isSqlite, migrateDown, migrateUp } from '#core/database/index'
import { handleOf } from '#core/database/sqlite'

const TRIES = 60

/** Brings the schema of the test database to this version, starting from nothing. */
export async function migrate() {
  await alone(migrateDown)
  await alone(migrateUp)
}

/** The lock of migrations holds for a whole server of MySQL, where other suites migrate databases of their own. */
async function alone(run: () => Promise<unknown>) {
  for (let nth = 1; ; nth += 1) {
    try {
      return await run()
    } catch (error) {
      if (nth === TRIES || !/\block\b/i.test(String((error as Error).message))) throw error
      await sleep(500)
    }
  }
}

/** Empties every table, so that a file of tests starts from the same nothing. */
export async function emptyDatabase() {
  const tables = (await db.connection().getAllTables()).filter((name) => !/^(adonis_|sqlite_)/.test(name) && !/_fts(_|$)/.test(name))
  await db.transaction(async (trx) => {
    await trx.rawQuery(isSqlite() ? 'PRAGMA defer_foreign_keys = ON' : 'SET FOREIGN_KEY_CHECKS = 0')
    for (const table of tables) await trx.from(table).delete()
    if (!isSqlite()) await trx.rawQuery('SET FOREIGN_KEY_CHECKS = 1')
  })
}

/** Everything that statements are given while `work` goes on, whichever way they reach the database. */
export async function bindingsDuring(work: () => Promise<unknown>): Promise<unknown[]> {
  const bindings: unknown[] = []
  const note = (query: { bindings?: unknown[] }) => bindings.push(...(query.bindings ?? []))
  const clients = [db.connection().getReadClient(), db.connection().getWriteClient()] as Knex[]
  const reader = handleOf(clients[0]!)
  const prepare = reader?.prepare
  for (const one of clients) one.on('query', note)
  if (reader && prepare) {
    reader.prepare = ((source: string) => {
      const statement = prepare.call(reader, source)
      return {
        ...statement,
        reader: statement.reader,
        all: (...given: unknown[]) => {
          bindings.push(...given.flat())
          return statement.all(...(given as [unknown[]]))
        },
      }
    }) as typeof prepare
  }
  try {
    await work()
  } finally {
    for (const one of clients) one.removeListener('query', note)
    if (reader && prepare) reader.prepare = prepare
  }
  return bindings
}
