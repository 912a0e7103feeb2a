import { fork, type ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Logger } from '@adonisjs/core/logger'

const ACE = fileURLToPath(new URL('../../../ace.js', import.meta.url))
const MAX_PAUSE_MS = 10_000
const NICENESS = 3

/**
 * The job worker of an installation on one machine: a child of the web process, so that nothing
 * heavy ever runs beside requests, started again whenever it ends.
 */
export class EmbeddedWorker {
  #child: ChildProcess | null = null
  #stopping = false
  #pauseMs = 200
  readonly #logger: Logger

  constructor(logger: Logger) {
    this.#logger = logger
  }

  start() {
    const startedAt = Date.now()
    this.#child = fork(ACE, ['jobs:work', '--json'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    // People who wait for a page go first. Only a little: what holds the lock of the database must not be kept from going on.
    if (this.#child.pid) setPriority(this.#child.pid, NICENESS)
    this.#child.on('exit', (code, signal) => {
      if (this.#stopping) return
      this.#pauseMs = Date.now() - startedAt > 60_000 ? 200 : Math.min(this.#pauseMs * 2, MAX_PAUSE_MS)
      this.#logger.warn({ code, signal }, `the job worker ended, starting another in ${this.#pauseMs} ms`)
      setTimeout(() => !this.#stopping && this.start(), this.#pauseMs).unref()
    })
  }

  async stop() {
    this.#stopping = true
    const child = this.#child
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const impatience = setTimeout(() => child.kill('SIGKILL'), 5000)
    await ended
    clearTimeout(impatience)
  }
}
