import { Queue, Worker, type ConnectionOptions, UnrecoverableError, DelayedError } from 'bullmq'
import { createHash } from 'node:crypto'
import type { Transaction } from '../database/transaction.ts'
import type { HeldJob, JobDriver, NewJob, WorkOptions } from './job.ts'

export type BullSettings = { connection: ConnectionOptions; prefix: string }

type Envelope = { id: string; name: string; payload: object; key: string | null }

const LIVE = new Set(['waiting', 'active', 'delayed', 'prioritized', 'waiting-children'])

/**
 * Jobs in Redis through BullMQ, for installations on many machines. BullMQ sees one kind of job, an
 * envelope; which class it is for stands in the envelope, so a renamed file loses nothing and an
 * unknown name fails loudly.
 */
export class BullJobDriver implements JobDriver {
  #queues = new Map<string, Queue<Envelope>>()
  readonly #settings: BullSettings
  readonly #names: string[]

  constructor(settings: BullSettings, queueNames: string[]) {
    this.#settings = settings
    this.#names = queueNames
  }

  async enqueue(jobs: NewJob[], trx?: Transaction) {
    // Redis knows nothing of the transaction. Should adding fail after it, the reconciler finds what has no job.
    if (trx) trx.after('commit', () => void this.#add(jobs).catch(() => {}))
    else await this.#add(jobs)
  }

  async #add(jobs: NewJob[]) {
    for (const job of jobs) {
      await this.#queue(job.queue).add(
        'envelope',
        { id: job.id, name: job.name, payload: job.payload, key: job.key },
        {
          jobId: job.key ? keyId(job.key) : job.id,
          priority: job.priority,
          delay: Math.max(0, job.runAt - Date.now()),
          // Tries and back-off are decided by the runner, the same for every driver.
          attempts: 1,
          removeOnComplete: true,
          removeOnFail: true,
        }
      )
    }
  }

  async liveKeys(keys: string[]) {
    const live = new Set<string>()
    for (const name of this.#names) {
      const queue = this.#queue(name)
      await Promise.all(
        keys.map(async (key) => {
          if (LIVE.has(await queue.getJobState(keyId(key)))) live.add(key)
        })
      )
    }
    return live
  }

  async depth() {
    return Promise.all(
      this.#names.map(async (name) => {
        const counts = await this.#queue(name).getJobCounts('waiting', 'prioritized', 'delayed', 'active')
        return {
          queue: name,
          waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0) + (counts.delayed ?? 0),
          running: counts.active ?? 0,
        }
      })
    )
  }

  async work({ queues, concurrency, signal, run }: WorkOptions) {
    const workers = queues.map((name) => {
      const worker = new Worker<Envelope>(
        name,
        async (job, token) => {
          const held: HeldJob = {
            id: job.data.id,
            name: job.data.name,
            queue: name,
            payload: job.data.payload,
            key: job.data.key,
            attempt: job.attemptsStarted,
          }
          const outcome = await run(held)
          if (outcome.kind === 'dead') throw new UnrecoverableError('moved to the dead letters')
          if (outcome.kind === 'retry') {
            await job.moveToDelayed(Date.now() + outcome.delayMs, token)
            throw new DelayedError()
          }
        },
        {
          connection: this.#settings.connection,
          prefix: this.#settings.prefix,
          concurrency,
          lockDuration: 30_000,
          stalledInterval: 15_000,
          maxStalledCount: 5,
        }
      )
      // Without a listener a lost connection would end the process; BullMQ reconnects by itself.
      worker.on('error', () => {})
      return worker
    })
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    await Promise.allSettled(workers.map((worker) => worker.close()))
  }

  async close() {
    await Promise.allSettled([...this.#queues.values()].map((queue) => queue.close()))
    this.#queues.clear()
  }

  #queue(name: string): Queue<Envelope> {
    let queue = this.#queues.get(name)
    if (!queue) {
      queue = new Queue<Envelope>(name, {
        connection: { ...this.#settings.connection, enableOfflineQueue: false } as ConnectionOptions,
        prefix: this.#settings.prefix,
      })
      queue.on('error', () => {})
      this.#queues.set(name, queue)
    }
    return queue
  }
}

/** BullMQ allows no colon in an id, and a finished id must be free again, hence removeOnComplete above. */
function keyId(key: string): string {
  return `k-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
}
