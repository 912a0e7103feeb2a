import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knex, { type Knex } from 'knex'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'

const ELSEWHERE = `${env.db.database}_elsewhere`

/** An empty installation beside that of the test, for a backup to be restored into. */
export class OtherInstallation {
  readonly objects: string
  readonly env: Record<string, string>
  #knex: Knex | null = null

  private constructor(
    private dataDir: string,
    private connection: 'sqlite' | 'mysql'
  ) {
    this.objects = join(dataDir, 'objects')
    this.env = { DATA_DIR: dataDir, DB_CONNECTION: connection, ...(connection === 'mysql' ? { DB_DATABASE: ELSEWHERE } : {}) }
  }

  static async make(connection: 'sqlite' | 'mysql' = env.db.connection): Promise<OtherInstallation> {
    if (connection === 'mysql') {
      await db.rawQuery(`DROP DATABASE IF EXISTS ${ELSEWHERE}`)
      await db.rawQuery(`CREATE DATABASE ${ELSEWHERE} CHARACTER SET utf8mb4`)
    }
    return new OtherInstallation(await mkdtemp(join(tmpdir(), 'damson-other-')), connection)
  }

  get knex(): Knex {
    const { host, port, user, password } = env.db
    this.#knex ??=
      this.connection === 'sqlite'
        ? knex({ client: 'better-sqlite3', connection: { filename: join(this.dataDir, 'damson.sqlite') }, useNullAsDefault: true })
        : knex({ client: 'mysql2', connection: { host, port, user, password, database: ELSEWHERE, charset: 'utf8mb4', timezone: 'Z' } })
    return this.#knex
  }

  async remove() {
    await this.#knex?.destroy()
    if (this.connection === 'mysql') await db.rawQuery(`DROP DATABASE IF EXISTS ${ELSEWHERE}`)
    await rm(this.dataDir, { recursive: true, force: true })
  }
}
