import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = resolve(import.meta.dirname, '../..')
const LOADER = ['--import=@poppinss/ts-exec']
/** The flags of `npm start`. */
const START = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } }).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'))

/** A Damson of its own, as an operator would start it: production mode, embedded worker, a fresh data folder. */
export class Installation {
  readonly dataDir: string
  readonly port = 21_000 + (process.pid % 10_000)
  readonly url = `http://127.0.0.1:${this.port}`
  token = ''
  readonly #env: NodeJS.ProcessEnv
  #server: ChildProcess | null = null

  constructor(env: NodeJS.ProcessEnv = {}, dataDir = mkdtempSync(join(tmpdir(), 'damson-installation-'))) {
    this.dataDir = dataDir
    this.#env = {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      HOST: '127.0.0.1',
      PORT: String(this.port),
      APP_URL: this.url,
      DATA_DIR: this.dataDir,
      WORKER: 'embedded',
      ...env,
    }
  }

  async start(more: NodeJS.ProcessEnv = {}) {
    // For a look inside: SERVER_FLAGS='--cpu-prof' or another flag of Node.
    const flags = process.env.SERVER_FLAGS?.split(' ') ?? []
    this.#server = spawn('node', [...flags, ...START, 'bin/server.ts'], {
      cwd: ROOT,
      env: { ...this.#env, ...more },
      stdio: ['ignore', process.env.BENCH_LOG ? 'inherit' : 'ignore', 'inherit'],
    })
    for (let tries = 0; tries < 200; tries += 1) {
      const ready = await fetch(`${this.url}/health/ready`).catch(() => null)
      if (ready?.ok) break
      await sleep(100)
    }
    if (!this.token) {
      this.ace('user:create', '--email=admin@example.com', '--password=a long walk in the garden', '--role=system-admin')
      this.token = this.ace('token:create', '--user=admin@example.com', '--name=test').trim()
    }
  }

  ace(...args: string[]): string {
    return execFileSync('node', ['ace.js', ...args], { cwd: ROOT, env: this.#env, encoding: 'utf8' })
  }

  run(script: string, ...args: string[]): string {
    return execFileSync('node', [...LOADER, script, ...args], {
      cwd: ROOT,
      env: { ...this.#env, BENCH: '1' },
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${this.token}` } })
  }

  async json<T = any>(path: string, init: RequestInit = {}): Promise<T> {
    return (await this.fetch(path, init)).json() as Promise<T>
  }

  get pid(): number {
    return this.#server!.pid!
  }

  /** Kills the web process as a power cut would, and its worker with it. */
  async kill() {
    const server = this.#server!
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGKILL')
    await ended
  }

  /** The job worker that the web process looks after. */
  get workerPid(): number | null {
    const children = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    const found = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('jobs:work'))
    return found ?? null
  }

  /** Private memory of the web process that no file stands behind, in MB. */
  anonymousMemory(): number {
    const rollup = readFileSync(`/proc/${this.#server!.pid}/smaps_rollup`, 'utf8')
    return Number(/^Anonymous:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024
  }

  async stop() {
    const server = this.#server
    if (!server || server.exitCode !== null) return
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
  }

  async remove() {
    await this.stop()
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}
