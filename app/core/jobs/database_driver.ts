import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { carryOut, readRows } from '../database/statements.ts'
import { inTransaction, isSqlite, type Transaction } from '../database/transaction.ts'
import type { HeldJob, JobDriver, NewJob, WorkOptions } from './job.ts'

const POLL_MS = 80
/** A worker renews its lease while it lives; what it held when it died is taken up after this long. */
const LEASE_MS = 30_000
const RENEW_MS = 8_000

const marks = (values: unknown[]) => values.map(() => '?').join(', ')

type Row = { id: string; name: string; queue: string; payload: string; attempts: number; state: string; unique_key: string | null }

/**
 * Jobs in the database that holds everything else: nothing to install, and nothing is lost that was
 * committed. Workers on any number of machines claim jobs by a conditional update.
 */
export class DatabaseJobDriver implements JobDriver {
  async enqueue(jobs: NewJob[], outer?: Transaction) {
    const now = Date.now()
    await inTransaction(async (trx) => {
      for (const job of jobs) {
        const { id, name, queue, payload, key, priority, runAt } = job
        await carryOut(
          trx,
          // What is waited for already is not waited for twice.
          `insert into jobs (id, name, queue, payload, unique_key, priority, run_at, state, attempts, created_at)
           values (?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?) ${isSqlite() ? 'on conflict (unique_key) do nothing' : 'on duplicate key update id = id'}`,
          [id, name, queue, JSON.stringify(payload), key, priority, runAt, now]
        )
      }
    }, outer)
  }

  async liveKeys(keys: string[]) {
    if (keys.length === 0) return new Set<string>()
    const rows: { unique_key: string }[] = await db.from('jobs').select('unique_key').whereIn('unique_key', keys)
    return new Set(rows.map((row) => row.unique_key))
  }

  async depth() {
    const rows: { queue: string; state: string; total: number | string }[] = await db
      .from('jobs')
      .select('queue', 'state')
      .count('* as total')
      .groupBy('queue', 'state')
    const queues = new Map<string, { queue: string; waiting: number; running: number }>()
    for (const row of rows) {
      const entry = queues.get(row.queue) ?? { queue: row.queue, waiting: 0, running: 0 }
      entry[row.state === 'running' ? 'running' : 'waiting'] += Number(row.total)
      queues.set(row.queue, entry)
    }
    return [...queues.values()]
  }

  async work({ queues, concurrency, signal, run }: WorkOptions) {
    const worker = randomUUID()
    const held = new Map<string, Promise<void>>()
    let ended: string[] = []
    const hold = (job: HeldJob) =>
      run(job)
        .then((outcome) => (outcome.kind === 'retry' ? this.#postpone(job, worker, outcome.delayMs) : void ended.push(job.id)))
        // What cannot even be written down, because the database is away, is done again when the lease runs out.
        .catch(() => {})
        .finally(() => held.delete(job.id))
    const turn = async (free: number) => {
      const done = ended
      ended = []
      try {
        return await this.#turn(queues, free, worker, done)
      } catch {
        ended.push(...done)
        await sleep(POLL_MS)
        return []
      }
    }
    const renewal = setInterval(() => void this.#renew([...held.keys()], worker), RENEW_MS)
    try {
      while (!signal.aborted) {
        const claimed = await turn(concurrency - held.size)
        for (const job of claimed) held.set(job.id, hold(job))
        if (claimed.length === 0 && ended.length === 0) await Promise.race([sleep(POLL_MS), ...held.values()])
      }
      await Promise.allSettled(held.values())
      await turn(0)
    } finally {
      clearInterval(renewal)
    }
  }

  async close() {}

  /**
   * Strikes off what ended and claims what is next, in one transaction. Should it fail, the leases run out and
   * the jobs are done again: that is what "at least once" means.
   */
  async #turn(queues: string[], free: number, worker: string, ended: string[]): Promise<HeldJob[]> {
    const ready = free > 0 ? await this.#ready(queues, free) : []
    if (ready.length === 0 && ended.length === 0) return []
    return inTransaction(async (trx) => {
      if (ended.length > 0) await carryOut(trx, `delete from jobs where id in (${marks(ended)}) and worker = ?`, [...ended, worker])
      const claimed: HeldJob[] = []
      for (const row of ready) {
        const attempt = Number(row.attempts) + 1
        // Every claim counts a try, so a row that others claimed meanwhile is not found.
        const { changed } = await carryOut(
          trx,
          `update jobs set state = 'running', worker = ?, lease_until = ?, attempts = ? where id = ? and state = ? and attempts = ?`,
          [worker, Date.now() + LEASE_MS, attempt, row.id, row.state, row.attempts]
        )
        if (changed !== 1) continue
        claimed.push({ id: row.id, name: row.name, queue: row.queue, payload: JSON.parse(row.payload), attempt, key: row.unique_key })
      }
      return claimed
    })
  }

  #ready(queues: string[], limit: number): Promise<Row[]> {
    const now = Date.now()
    return readRows<Row>(
      `select id, name, queue, payload, attempts, state, unique_key from jobs
       where queue in (${marks(queues)}) and run_at <= ? and (state = 'waiting' or (state = 'running' and lease_until < ?))
       order by priority, id limit ?`,
      [...queues, now, now, limit]
    )
  }

  async #postpone(job: HeldJob, worker: string, delayMs: number) {
    await inTransaction(async (trx) => {
      await trx
        .from('jobs')
        .where({ id: job.id, worker })
        .update({ state: 'waiting', run_at: Date.now() + delayMs, worker: null, lease_until: null })
    }).catch(() => {})
  }

  async #renew(ids: string[], worker: string) {
    if (ids.length === 0) return
    await inTransaction(async (trx) => {
      await trx
        .from('jobs')
        .whereIn('id', ids)
        .where('worker', worker)
        .update({ lease_until: Date.now() + LEASE_MS })
    }).catch(() => {})
  }
}
