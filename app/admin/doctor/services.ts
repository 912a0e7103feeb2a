import { connect } from 'node:net'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'
import env from '#start/env'
import { isSqlite } from '#core/database/index'
import { Jobs } from '#core/jobs/index'
import { searchEngine, waitingChanges } from '#assets'
import { TakeUpUnsettled } from '#files'
import { migrationsHere } from '../queries/migrations_here.ts'
import { off, ok, problem, within, type Finding } from './finding.ts'

const PATIENCE_MS = 3000
/** The worker starts something every fifteen seconds. */
const WORKER_SILENT_MS = 60_000
/** The search engine is told of changes every few seconds. */
const SEARCH_BEHIND_MS = 5 * 60_000

export async function checkDatabase(): Promise<Finding> {
  const { connection, host, port, database } = env.db
  const where = isSqlite() ? 'SQLite' : `${database} at ${host}:${port}`
  try {
    const knex = db.connection().getReadClient() as Knex
    const answer = within(PATIENCE_MS, Promise.resolve(knex.first(knex.raw(`${isSqlite() ? 'sqlite_version()' : 'version()'} as version`))))
    const row = (await answer) as { version: string }
    return ok('database', `${where}, version ${row.version}`)
  } catch (error) {
    const advice =
      connection === 'sqlite' ? 'Look at the permissions of DATA_DIR.' : 'Look at DB_HOST, DB_USER, DB_PASSWORD and DB_DATABASE.'
    return problem('database', `${where} cannot be reached: ${messageOf(error)}`, advice)
  }
}

export async function checkMigrations(): Promise<Finding> {
  const all = await within(PATIENCE_MS, migrationsHere())
  const pending = all.filter(({ isPending }) => isPending)
  if (pending.length === 0) return ok('schema', `all ${all.length} migrations have run`)
  return problem(
    'schema',
    `${pending.length} of ${all.length} migrations have not run`,
    'Start Damson, which runs them, or: node ace migration:run --force'
  )
}

/** Whoever works on jobs starts recurring ones, which leaves a trace in the database whatever carries the jobs. */
export async function checkWorker(): Promise<Finding> {
  const row = await db.from('recurring_jobs').where('name', TakeUpUnsettled.jobName).first()
  const depths = await within(PATIENCE_MS, (await app.container.make(Jobs)).driver.depth())
  const waiting = depths.reduce((sum, one) => sum + one.waiting, 0)
  const silentMs = Date.now() - Number(row?.next_run_at ?? 0)
  if (silentMs < WORKER_SILENT_MS) return ok('worker', `at work, ${waiting} jobs waiting`)
  const since = row ? `since ${new Date(Number(row.next_run_at)).toISOString()}` : 'yet'
  const advice = 'Start Damson by npm start, or a worker by: node ace jobs:work'
  if (waiting === 0) return off('worker', `nobody has worked on jobs ${since}; none is waiting`, advice)
  return problem('worker', `nobody has worked on jobs ${since}, and ${waiting} are waiting`, advice)
}

export async function checkSearch(): Promise<Finding> {
  const engine = await searchEngine()
  if (!engine) return ok('search', 'by the database itself')
  const { count, since } = await waitingChanges()
  const waiting = `${count} changes wait to be told`
  try {
    await within(PATIENCE_MS, engine.check())
  } catch (error) {
    const detail = `the database answers in the stead of the search engine: ${messageOf(error)} ${waiting}`
    return problem('search', detail, 'Look at TYPESENSE_URL and TYPESENSE_API_KEY. Where there is no index yet: node ace search:rebuild')
  }
  if (since !== null && Date.now() - since > SEARCH_BEHIND_MS) {
    return problem(
      'search',
      `${waiting}, the oldest since ${new Date(since).toISOString()}`,
      'Is a worker running? The log says why it fails.'
    )
  }
  return ok('search', `by ${env.search}, ${waiting}`)
}

export async function checkDeadLetters(): Promise<Finding> {
  const total = Number((await db.from('dead_jobs').count('* as total').first())?.total)
  if (total === 0) return ok('failed jobs', 'none')
  return off('failed jobs', `${total} failed on their last try`, `Read why, then retry or remove them: ${env.appUrl}/admin/jobs`)
}

export async function checkRedis(): Promise<Finding> {
  if (env.queue.driver !== 'bull')
    return off('Redis', 'not used: jobs are kept in the database', 'QUEUE_DRIVER=bull, to share jobs by Redis.')
  const where = `${env.redis.host}:${env.redis.port}`
  try {
    await within(PATIENCE_MS, (await app.container.make(Jobs)).driver.depth())
    return ok('Redis', where)
  } catch (error) {
    return problem('Redis', `${where} cannot be reached: ${messageOf(error)}`, 'Look at REDIS_HOST, REDIS_PORT and REDIS_PASSWORD.')
  }
}

export async function checkMail(): Promise<Finding> {
  const { host, port } = env.mail
  if (!host) return off('mail', 'not configured: people get invitation links from an admin', 'Set SMTP_HOST, and MAIL_FROM.')
  try {
    await within(PATIENCE_MS, reach(host, port))
    return ok('mail', `${host}:${port} answers`)
  } catch (error) {
    return problem('mail', `${host}:${port} cannot be reached: ${messageOf(error)}`, 'Look at SMTP_HOST and SMTP_PORT.')
  }
}

function reach(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS }, () => {
      socket.destroy()
      resolve()
    })
    socket.on('timeout', () => socket.destroy(new Error('no answer')))
    socket.on('error', reject)
  })
}

/** Node tells of a refused connection by an error without words where a name has two addresses. */
function messageOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string }
  return message || code || String(error)
}
