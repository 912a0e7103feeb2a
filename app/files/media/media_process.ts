import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { getPriority, setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LimitExceeded, type MediaFacts } from '@damson/sdk'
import { environmentWithoutSecrets } from '#start/env'
import { memoryUse } from './memory_use.ts'
import { unpackError, type MediaReply, type MediaRequest, type MediaResults } from './protocol.ts'

const ENTRY = fileURLToPath(new URL('./worker.ts', import.meta.url))
const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
const WATCH_EVERY_MS = 100

export type JobLimits = { timeoutMs: number; memoryBytes: number; signal?: AbortSignal }

/** The process ended without an answer. */
export class ProcessEnded extends Error {
  constructor(how: string) {
    super(`The media process ended by ${how}.`)
    this.name = 'ProcessEnded'
  }
}

/** Where this process gives way to others, those that decode for it do so entirely. */
const LOWEST = 19

function stepBack(pid: number | undefined) {
  if (pid === undefined) return
  try {
    setPriority(pid, LOWEST)
    // Linux weighs sessions before processes where it groups them, and this process leads a session of its own.
    writeFileSync(`/proc/${pid}/autogroup`, String(LOWEST))
  } catch {
    // Not grouped, or not Linux, or gone already: then the first is all there is to say.
  }
}

type Settle = { resolve: (result: MediaResults[keyof MediaResults]) => void; reject: (error: unknown) => void }

/** One child process, its own process group, that decodes one file at a time. */
export class MediaProcess {
  #child: ChildProcess
  #current: (Settle & { id: number; onFacts?: (facts: MediaFacts) => void }) | null = null
  jobs = 0
  ended = false
  /** Memory in bytes that it held after its last job. */
  restingBytes = 0
  /** The largest memory seen, in bytes. */
  peakBytes = 0

  /** Takes what decoders leave behind; gone with the process. */
  readonly workDir: string

  constructor(tempDir: string) {
    mkdirSync(tempDir, { recursive: true, mode: 0o700 })
    this.workDir = mkdtempSync(join(tempDir, 'media-'))
    this.#child = fork(ENTRY, {
      cwd: PROJECT,
      execArgv: [`--import=${import.meta.resolve('@poppinss/ts-exec')}`],
      env: environmentWithoutSecrets(),
      // A group of its own, so that killing it takes ffmpeg along.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    if (getPriority() > 0) stepBack(this.#child.pid)
    // An idle process does not keep the parent from ending; one with a job is held by the timer of the job.
    this.#child.unref()
    this.#child.channel?.unref()
    this.#child.on('message', (reply: MediaReply) => this.#hear(reply))
    this.#child.on('error', (error) => this.#end(new ProcessEnded(error.message)))
    this.#child.on('exit', (code, signal) => this.#end(new ProcessEnded(signal ?? `exit code ${code}`)))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  async run<Kind extends MediaRequest['kind']>(
    request: Omit<Extract<MediaRequest, { kind: Kind }>, 'workDir'>,
    limits: JobLimits,
    onFacts?: (facts: MediaFacts) => void
  ): Promise<MediaResults[Kind]> {
    this.jobs++
    this.#prepare()
    const stopWatching = this.#watch(limits)
    try {
      return (await new Promise<MediaResults[keyof MediaResults]>((resolve, reject) => {
        this.#current = { id: request.id, resolve, reject, onFacts }
        this.#child.send({ ...request, workDir: this.workDir }, (error) => {
          if (error) this.#end(new ProcessEnded(error.message))
        })
      })) as MediaResults[Kind]
    } finally {
      stopWatching()
      this.#current = null
      if (!this.ended) await this.#tidy()
    }
  }

  #prepare() {
    if (this.ended) throw new ProcessEnded('itself before its job')
    // The folder may have been taken for a leftover while nothing was in it.
    if (!existsSync(this.workDir)) mkdirSync(this.workDir, { recursive: true, mode: 0o700 })
  }

  /** Most jobs leave nothing, so the look is the cheapest there is. */
  async #tidy() {
    const left = existsSync(this.workDir) ? readdirSync(this.workDir) : []
    for (const name of left) await rm(join(this.workDir, name), { recursive: true, force: true })
  }

  /** Resident memory of the process now, in bytes. */
  memory(): number {
    return this.pid === undefined ? 0 : memoryUse(this.pid)
  }

  kill(reason: unknown = new ProcessEnded('order')) {
    this.#end(reason)
    if (this.pid === undefined) return
    try {
      process.kill(-this.pid, 'SIGKILL')
    } catch {
      // Its group is gone already.
    }
  }

  #watch({ timeoutMs, memoryBytes, signal }: JobLimits): () => void {
    const seconds = Math.round(timeoutMs / 1000)
    const timer = setTimeout(
      () => this.kill(new LimitExceeded(`Reading this file took longer than ${seconds} seconds, so it was given up. ${KEPT}`)),
      timeoutMs
    )
    const watch = setInterval(() => {
      const used = this.memory()
      this.peakBytes = Math.max(this.peakBytes, used)
      if (used > memoryBytes)
        this.kill(
          new LimitExceeded(`Reading this file needs more than ${Math.round(memoryBytes / 1e6)} MB of memory, so it was given up. ${KEPT}`)
        )
    }, WATCH_EVERY_MS)
    const abort = () => this.kill(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    return () => {
      clearTimeout(timer)
      clearInterval(watch)
      signal?.removeEventListener('abort', abort)
    }
  }

  #hear(reply: MediaReply) {
    const current = this.#current
    if (!current || reply.id !== current.id) return
    if (reply.kind === 'facts') current.onFacts?.(reply.facts)
    else {
      this.restingBytes = reply.memory
      if (reply.kind === 'done') current.resolve(reply.result)
      else current.reject(unpackError(reply.error))
    }
  }

  #end(reason: unknown) {
    this.ended = true
    this.#current?.reject(reason)
    rmSync(this.workDir, { recursive: true, force: true })
  }
}

const KEPT = 'The original is kept and can be downloaded.'
