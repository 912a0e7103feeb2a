import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import type { HeldJob, JobDriver, NewJob, WorkOptions } from './job.ts'

const POLL_MS = 80
/** A worker renews its lease while it lives; what it held when it died is taken up after this long. */
const LEASE_MS = 30_000
const RENEW_MS = 8_000

type Row = { id: string; name: string; queue: string; payload: string; attempts: number; unique_key: string | null }

/**
 * Jobs in the database that holds everything else: nothing to install, and nothing is lost that was
 * committed. Workers on any number of machines claim jobs by a conditional update.
 */
export class DatabaseJobDriver implements JobDriver {
  async enqueue(jobs: NewJob[], outer?: Transaction) {
    const now = Date.now()
    await inTransaction(async (trx) => {
      for (const job of jobs) {
        await trx
          .knexQuery()
          .table('jobs')
          .insert({
            id: job.id,
            name: job.name,
            queue: job.queue,
            payload: JSON.stringify(job.payload),
            unique_key: job.key,
            priority: job.priority,
            run_at: job.runAt,
            state: 'waiting',
            attempts: 0,
            created_at: now,
          })
          .onConflict('unique_key')
          .ignore()
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
    const renewal = setInterval(() => void this.#renew([...held.keys()], worker), RENEW_MS)
    try {
      while (!signal.aborted) {
        const free = concurrency - held.size
        const claimed = free > 0 ? await this.#claim(queues, free, worker).catch(() => []) : []
        for (const job of claimed) {
          held.set(
            job.id,
            this.#finish(job, worker, run).finally(() => held.delete(job.id))
          )
        }
        if (claimed.length === 0) await Promise.race([sleep(POLL_MS), ...held.values()])
      }
      await Promise.allSettled(held.values())
    } finally {
      clearInterval(renewal)
    }
  }

  async close() {}

  async #claim(queues: string[], limit: number, worker: string): Promise<HeldJob[]> {
    const now = Date.now()
    const ready = await db
      .from('jobs')
      .select('id')
      .whereIn('queue', queues)
      .where('run_at', '<=', now)
      .where((query) => {
        query.where('state', 'waiting').orWhere((stale) => stale.where('state', 'running').where('lease_until', '<', now))
      })
      .orderBy('priority')
      .orderBy('id')
      .limit(limit)
    if (ready.length === 0) return []
    return inTransaction(async (trx) => {
      const claimed: HeldJob[] = []
      for (const { id } of ready) {
        const changed = await trx
          .from('jobs')
          .where('id', id)
          .where((query) => {
            query.where('state', 'waiting').orWhere((stale) => stale.where('state', 'running').where('lease_until', '<', now))
          })
          .update({ state: 'running', worker, lease_until: now + LEASE_MS, attempts: trx.raw('attempts + 1') })
        if (Number(changed) !== 1) continue
        const row = (await trx.from('jobs').where('id', id).first()) as Row
        claimed.push({
          id: row.id,
          name: row.name,
          queue: row.queue,
          payload: JSON.parse(row.payload),
          attempt: Number(row.attempts),
          key: row.unique_key,
        })
      }
      return claimed
    })
  }

  async #finish(job: HeldJob, worker: string, run: WorkOptions['run']) {
    const outcome = await run(job)
    // Should this fail, the lease runs out and the job is done again: that is what "at least once" means.
    await inTransaction(async (trx) => {
      const mine = trx.from('jobs').where('id', job.id).where('worker', worker)
      if (outcome.kind === 'retry') {
        await mine.update({ state: 'waiting', run_at: Date.now() + outcome.delayMs, worker: null, lease_until: null })
      } else {
        await mine.delete()
      }
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
