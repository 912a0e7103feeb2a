import type { ApplicationService } from '@adonisjs/core/types'
import type { ConnectionContract } from '@adonisjs/lucid/types/database'
import { join } from 'node:path'
import env from '#start/env'
import { beginImmediately, commitDurably, migrateUp, readBesideTransactions, sqliteReader } from '#core/database/index'
import { EmbeddedWorker } from '#core/worker/embedded_worker'
import { BullJobDriver, DatabaseJobDriver, Jobs, QUEUES } from '#core/jobs/index'

/** Wires the kernel: how SQLite is opened and which driver carries jobs. */
export default class CoreProvider {
  #worker: EmbeddedWorker | null = null

  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(Jobs, async () => {
      const logger = await this.app.container.make('logger')
      const driver =
        env.queue.driver === 'bull'
          ? new BullJobDriver(
              {
                connection: {
                  host: env.redis.host,
                  port: env.redis.port,
                  password: env.redis.password,
                  db: env.redis.db,
                  maxRetriesPerRequest: null,
                },
                prefix: env.redis.prefix,
              },
              [...QUEUES]
            )
          : new DatabaseJobDriver()
      return new Jobs(driver, logger)
    })
  }

  async boot() {
    if (env.db.connection !== 'sqlite') return
    beginImmediately()
    commitDurably()
    await readBesideTransactions()
    const db = await this.app.container.make('lucid.db')
    db.manager.connect('sqlite')
    const connection = db.manager.get('sqlite')!.connection as ConnectionContract
    connection.readClient = sqliteReader(join(env.dataDir, 'damson.sqlite'))
  }

  /** A web process brings the schema up to date before it serves, and has jobs worked on beside it. */
  async start() {
    if (this.app.getEnvironment() !== 'web') return
    await migrateUp()
    if (env.queue.worker !== 'embedded') return
    this.#worker = new EmbeddedWorker(await this.app.container.make('logger'))
    this.#worker.start()
  }

  async shutdown() {
    await this.#worker?.stop()

    const db = await this.app.container.make('lucid.db')
    if (this.app.container.hasBinding(Jobs)) {
      const jobs = await this.app.container.make(Jobs)
      await jobs.driver.close()
    }
    if (env.db.connection === 'sqlite') {
      const connection = db.manager.get('sqlite')?.connection
      await connection?.readClient?.destroy()
    }
  }
}
