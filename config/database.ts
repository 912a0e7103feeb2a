import { join } from 'node:path'
import { defineConfig } from '@adonisjs/lucid'
import env from '#start/env'
import { openSqlite } from '#core/database/sqlite'

const migrations = { naturalSort: true, paths: ['database/migrations'] }

/**
 * Of mysql2; the types of Lucid do not know them. A machine that went without a word is noticed soon, when
 * connecting and on connections that wait for work.
 */
const impatience: object = { connectTimeout: 5000, keepAliveInitialDelay: 10_000 }

/**
 * SQLite: one connection that writes, on which transactions queue. MySQL: an ordinary pool.
 * The rules for code that must run on both stand in docs/adr/0002-two-databases.md.
 */
const dbConfig = defineConfig({
  connection: env.db.connection,
  prettyPrintDebugQueries: false,
  connections: {
    sqlite: {
      client: 'better-sqlite3',
      connection: { filename: join(env.dataDir, 'damson.sqlite') },
      useNullAsDefault: true,
      pool: { min: 1, max: 1, idleTimeoutMillis: 2 ** 30, acquireTimeoutMillis: 60_000, afterCreate: openSqlite },
      migrations,
      schemaGeneration: { enabled: false },
    },
    mysql: {
      client: 'mysql2',
      connection: {
        host: env.db.host,
        port: env.db.port,
        user: env.db.user,
        password: env.db.password,
        database: env.db.database,
        charset: 'utf8mb4',
        timezone: 'Z',
        ...impatience,
      },
      // When all are in use for so long, the database does not answer: better a 503 than to wait with it.
      pool: { min: 0, max: 10, acquireTimeoutMillis: 10_000 },
      migrations,
      schemaGeneration: { enabled: false },
    },
  },
})

export default dbConfig
