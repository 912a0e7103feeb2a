/*
 * Runs every suite in every configuration that this machine can run, and sums up on the last line:
 * `N passed, N failed, N skipped`. What cannot run is named with its reason; with REQUIRE_ALL=1 it is a failure.
 * Suites of one `lane` have nothing in common with those of another, and run beside them.
 */
import { spawn } from 'node:child_process'
import { accessSync, readdirSync } from 'node:fs'
import { createConnection } from 'node:net'

const required = process.env.REQUIRE_ALL === '1'
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const mysql = {
  DB_CONNECTION: 'mysql',
  DB_HOST: process.env.TEST_DB_HOST ?? '127.0.0.1',
  DB_USER: process.env.TEST_DB_USER ?? 'root',
  DB_PASSWORD: process.env.TEST_DB_PASSWORD ?? '',
  DB_DATABASE: process.env.TEST_DB_DATABASE ?? 'damson_test',
}
const redis = { QUEUE_DRIVER: 'bull', REDIS_HOST: '127.0.0.1', REDIS_PREFIX: `damson-test-${process.pid}` }
const besides = (name) => ({
  ...mysql,
  ...redis,
  DB_DATABASE: `${mysql.DB_DATABASE}_${name}`,
  REDIS_PREFIX: `${redis.REDIS_PREFIX}-${name}`,
})

// Those that mostly wait for processes they start, and all others: side by side they take half the time.
const WAITING = ['admin', 'core', 'files', 'identity']
const rooms = readdirSync(new URL('../tests/functional', import.meta.url))
const filesOf = (names) => names.flatMap((name) => ['--files', name.endsWith('.spec.ts') ? name : `${name}/*`])

const suites = [
  { name: 'unit and architecture', lane: 1, args: ['unit', 'architecture'], env: {} },
  { name: 'functional on SQLite', lane: 1, args: ['functional'], env: {} },
  ...[
    { name: 'functional on MariaDB and Redis', lane: 2, part: 'rooms', files: rooms.filter((name) => !WAITING.includes(name)) },
    { name: 'functional on MariaDB and Redis, processes', lane: 3, part: 'processes', files: WAITING },
  ].map(({ part, files, ...suite }) => ({
    ...suite,
    args: ['functional', ...filesOf(files)],
    env: besides(part),
    unable: async () => (await createDatabase(besides(part))) ?? (await unreachable('127.0.0.1', 6379, 'Redis')),
  })),
  {
    name: 'migrations on MariaDB',
    lane: 2,
    args: ['architecture', '--tags', '@migrations'],
    env: mysql,
    unable: () => createDatabase(mysql),
  },
  // What it sees depends on what the machine has to spare, so nothing runs beside it.
  { name: 'browser', args: ['browser'], env: {}, unable: () => missing(chromium) },
]

const only = process.argv.slice(2)
const sum = { passed: 0, failed: 0, skipped: 0 }

const chosen = suites.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)))
const lanes = Object.values(
  Object.groupBy(
    chosen.filter(({ lane }) => lane),
    ({ lane }) => lane
  )
)
await Promise.all(lanes.map(inTurn))
await inTurn(chosen.filter(({ lane }) => !lane))

console.log('')
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(sum.failed > 0 ? 1 : 0)

async function inTurn(lane) {
  for (const suite of lane) console.log(await told(suite))
}

/** Runs a suite and tells it in one piece; a word at its start shows that something goes on. */
async function told(suite) {
  const title = `\n== ${suite.name}`
  const reason = await suite.unable?.()
  if (reason) {
    sum[required ? 'failed' : 'skipped'] += 1
    return `${title}\n${required ? 'FAILED' : 'SKIPPED'}: ${reason}`
  }
  console.log(`.. ${suite.name}`)
  const started = Date.now()
  const { output, code } = await run(suite)
  const counts = countsOf(output)
  for (const key of Object.keys(sum)) sum[key] += counts[key]
  // A run that ends badly without naming a failed test has failed all the same, and so has one without tests.
  if ((code !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0) sum.failed += 1
  const seconds = Math.round((Date.now() - started) / 1000)
  return `${title}\n${output}-- ${suite.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`
}

function run({ args, env }) {
  return new Promise((resolve) => {
    const child = spawn('node', ['--import=@poppinss/ts-exec', 'bin/test.ts', ...args], {
      env: { ...process.env, NO_COLOR: '1', CHROMIUM_PATH: chromium, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (output += chunk))
    child.on('close', (code) => resolve({ output, code }))
  })
}

function countsOf(output) {
  const plain = output.replace(/\u001b\[[0-9;]*m/g, '')
  const line = plain.match(/^Tests\s+(.*)$/m)?.[1] ?? ''
  const of = (word) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0)
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') }
}

async function createDatabase({ DB_HOST, DB_USER, DB_PASSWORD, DB_DATABASE }) {
  try {
    const { createConnection: connect } = await import('mysql2/promise')
    const connection = await connect({ host: DB_HOST, user: DB_USER, password: DB_PASSWORD })
    // The tables of another state of the code would be in the way of its migrations.
    await connection.query(`DROP DATABASE IF EXISTS \`${DB_DATABASE}\``)
    await connection.query(`CREATE DATABASE \`${DB_DATABASE}\` CHARACTER SET utf8mb4`)
    await connection.end()
    return null
  } catch (error) {
    return `no MariaDB at ${DB_HOST} (${error.code ?? error.message})`
  }
}

function unreachable(host, port, name) {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2000 })
    const answer = (reason) => {
      socket.destroy()
      resolve(reason)
    }
    socket.on('connect', () => answer(null))
    socket.on('timeout', () => answer(`no ${name} at ${host}:${port}`))
    socket.on('error', (error) => answer(`no ${name} at ${host}:${port} (${error.code})`))
  })
}

function missing(path) {
  try {
    accessSync(path)
    return null
  } catch {
    return `no Chromium at ${path}`
  }
}
