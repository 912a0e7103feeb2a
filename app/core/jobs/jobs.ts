import type { Logger } from '@adonisjs/core/logger'
import db from '@adonisjs/lucid/services/db'
import { newId } from '../database/id.ts'
import { readRows } from '../database/statements.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import type { DispatchOptions, HeldJob, JobClass, JobDriver, JobOutcome } from './job.ts'

/** The queues there are. Work that decodes files has its own, so that it can run on machines of its own. */
export const QUEUES = ['default', 'media'] as const

export type Recurrence = { job: JobClass; everyMs: number; payload?: object }

/**
 * The job port: everything is dispatched here and run here, whichever driver carries it between.
 */
export class Jobs {
  #classes = new Map<string, JobClass<never>>()
  #recurring: Recurrence[] = []
  readonly driver: JobDriver
  readonly #logger: Logger

  constructor(driver: JobDriver, logger: Logger) {
    this.driver = driver
    this.#logger = logger
  }

  register(...classes: JobClass<never>[]) {
    for (const one of classes) this.#classes.set(one.jobName, one)
  }

  /** Runs a job again and again, once per interval over all processes. */
  recur(recurrence: Recurrence) {
    this.register(recurrence.job as JobClass<never>)
    this.#recurring.push(recurrence)
  }

  /** Adds a job: in the transaction that makes it necessary, or after that has committed. */
  async dispatch<Payload extends object>(job: JobClass<Payload>, payload: Payload, options: DispatchOptions = {}) {
    await this.dispatchMany(job, [{ payload, ...options }], options.trx)
  }

  async dispatchMany<Payload extends object>(
    job: JobClass<Payload>,
    entries: ({ payload: Payload } & DispatchOptions)[],
    trx?: Transaction
  ) {
    await this.driver.enqueue(
      entries.map((entry) => ({
        id: newId(),
        name: job.jobName,
        queue: job.queue,
        payload: entry.payload,
        key: entry.key ?? null,
        priority: entry.priority ?? job.priority,
        runAt: Date.now() + (entry.delayMs ?? 0),
      })),
      trx
    )
  }

  /** Works until the signal aborts. */
  async work(options: { queues: string[]; concurrency: number; signal: AbortSignal }) {
    const beat = setInterval(() => void this.#startDue(), 1000)
    try {
      await this.driver.work({ ...options, run: (job) => this.run(job, options.signal) })
    } finally {
      clearInterval(beat)
    }
  }

  /** Runs one job that a driver holds, and says what is to become of it. */
  async run(held: HeldJob, stopping: AbortSignal): Promise<JobOutcome> {
    const job = this.#classes.get(held.name)
    if (!job) {
      await this.#bury(held, new Error(`No job is registered under the name "${held.name}".`))
      return { kind: 'dead' }
    }
    const logger = this.#logger.child({ job: held.name, jobId: held.id, attempt: held.attempt })
    const isLastAttempt = held.attempt >= job.attempts
    // A job that keeps killing its worker never reaches the catch below: its tries are counted when it is taken up.
    if (held.attempt > job.attempts) {
      await this.#bury(held, new Error('The worker died on every try.'))
      return { kind: 'dead' }
    }
    const timeout = AbortSignal.timeout(job.timeoutMs)
    try {
      const work = new job().handle(held.payload as never, {
        signal: AbortSignal.any([timeout, stopping]),
        attempt: held.attempt,
        isLastAttempt,
        logger,
      })
      await Promise.race([work, rejectOn(timeout, `It did not finish within ${job.timeoutMs / 1000} seconds.`)])
      return { kind: 'done' }
    } catch (error) {
      if (!isLastAttempt) {
        const delayMs = Math.min(60_000, 1000 * 4 ** (held.attempt - 1))
        logger.warn({ err: error }, `job failed, next try in ${delayMs / 1000} s`)
        return { kind: 'retry', delayMs }
      }
      logger.error({ err: error }, 'job failed for the last time')
      await this.#bury(held, error)
      return { kind: 'dead' }
    }
  }

  async #bury(held: HeldJob, error: unknown) {
    await inTransaction((trx) =>
      trx.table('dead_jobs').insert({
        id: newId(),
        name: held.name,
        queue: held.queue,
        payload: JSON.stringify(held.payload),
        unique_key: held.key,
        attempts: held.attempt,
        error: String(error instanceof Error ? error.message : error).slice(0, 2000),
        failed_at: Date.now(),
      })
    )
  }

  /**
   * Puts a dead letter back to work. Answers false where there is none of this id. `note` is called in the
   * transaction that takes it from the list.
   */
  async revive(id: string, note?: (trx: Transaction) => Promise<void>): Promise<boolean> {
    const dead = await db.from('dead_jobs').where('id', id).first()
    if (!dead) return false
    const job = this.#classes.get(dead.name)
    await this.driver.enqueue([
      {
        id: newId(),
        name: dead.name,
        queue: dead.queue,
        payload: JSON.parse(dead.payload),
        key: dead.unique_key,
        priority: job?.priority ?? 20,
        runAt: Date.now(),
      },
    ])
    await inTransaction(async (trx) => {
      const taken = await trx.from('dead_jobs').where('id', id).delete()
      if (Number(taken) === 1) await note?.(trx)
    })
    return true
  }

  /** Many processes ask; the one whose update changes the row starts the job. */
  async #startDue() {
    const now = Date.now()
    const known = await this.#nextRuns().catch(() => null)
    if (!known) return
    for (const { job, everyMs, payload } of this.#recurring) {
      const next = known.get(job.jobName)
      if (next !== undefined && next > now) continue
      try {
        const mine = await inTransaction(async (trx) => {
          if (next === undefined) {
            await trx.knexQuery().table('recurring_jobs').insert({ name: job.jobName, next_run_at: 0 }).onConflict('name').ignore()
          }
          const changed = await trx
            .from('recurring_jobs')
            .where('name', job.jobName)
            .where('next_run_at', '<=', now)
            .update({ next_run_at: now + everyMs })
          return Number(changed) === 1
        })
        if (mine) await this.dispatch(job as JobClass<object>, payload ?? {}, { key: `recurring:${job.jobName}` })
      } catch (error) {
        this.#logger.warn({ err: error, job: job.jobName }, 'could not start a recurring job')
      }
    }
  }

  async #nextRuns(): Promise<Map<string, number>> {
    const rows = await readRows<{ name: string; at: number }>('select name, next_run_at as at from recurring_jobs', [])
    return new Map(rows.map(({ name, at }) => [name, Number(at)]))
  }
}

function rejectOn(signal: AbortSignal, message: string): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(message)), { once: true })
  })
}
