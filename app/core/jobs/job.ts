import type { Logger } from '@adonisjs/core/logger'
import type { Transaction } from '../database/transaction.ts'

/** Who waits for it: a person looking at the screen goes before an upload, an upload before an import. */
export const PRIORITY = { person: 10, upload: 20, import: 40, housekeeping: 80 } as const

export type JobContext = {
  /** Aborted when the time limit is over or the worker has to stop. */
  signal: AbortSignal
  /** 1 for the first try. */
  attempt: number
  /** No try follows this one: say what failed where people look for it. */
  isLastAttempt: boolean
  logger: Logger
}

/**
 * Work done outside a request, at least once: a worker that dies leaves the job to another, so
 * `handle` must be safe to run again.
 */
export abstract class Job<Payload extends object = object> {
  /** Stable name under which waiting jobs are stored. */
  static jobName: string
  static queue = 'default'
  static priority: number = PRIORITY.upload
  /** How often it is tried before it goes to the dead letters. */
  static attempts = 5
  static timeoutMs = 60_000

  abstract handle(payload: Payload, context: JobContext): Promise<void>
}

export type JobClass<Payload extends object = object> = {
  new (): Job<Payload>
  jobName: string
  queue: string
  priority: number
  attempts: number
  timeoutMs: number
}

export type DispatchOptions = {
  /** While a job with this key waits or runs, another is not added. */
  key?: string
  delayMs?: number
  priority?: number
  /** The transaction that makes the job necessary: it is added if and when that commits. */
  trx?: Transaction
}

/** A job on its way to a driver. */
export type NewJob = {
  id: string
  name: string
  queue: string
  payload: object
  key: string | null
  priority: number
  runAt: number
}

/** A job that a worker holds. */
export type HeldJob = { id: string; name: string; queue: string; payload: object; attempt: number; key: string | null }

export type JobOutcome = { kind: 'done' } | { kind: 'retry'; delayMs: number } | { kind: 'dead' }

export interface JobDriver {
  /** With a transaction, the jobs are added if and when it commits. */
  enqueue(jobs: NewJob[], trx?: Transaction): Promise<void>
  /** Which of these keys belong to a job that waits or runs. */
  liveKeys(keys: string[]): Promise<Set<string>>
  /** Takes up jobs until the signal aborts, and resolves when the last one ended. */
  work(options: WorkOptions): Promise<void>
  /** How many wait or run, by queue. */
  depth(): Promise<{ queue: string; waiting: number; running: number }[]>
  close(): Promise<void>
}

export type WorkOptions = {
  queues: string[]
  concurrency: number
  signal: AbortSignal
  run: (job: HeldJob) => Promise<JobOutcome>
}
