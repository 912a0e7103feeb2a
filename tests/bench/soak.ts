/*
 * Lets people and programs work on an installation of its own for some minutes, and tells what it
 * keeps: memory, open files, leftovers on the disk, errors, and whether it answers as fast as at first.
 *
 *   node --import=@poppinss/ts-exec tests/bench/soak.ts [minutes] [folder of further files to upload]
 *
 * DB_CONNECTION, QUEUE_DRIVER and the like choose what it runs on.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Installation } from '../support/installation.ts'
import { p95 } from './figures.ts'
import { photographs } from './photos.ts'

const minutes = Number(process.argv[2] ?? 8)
const photos = await photographs(60)
const others = process.argv[3] ? filesOf(process.argv[3]) : []
const temporary = mkdtempSync(join(tmpdir(), 'damson-soak-'))

const damson = new Installation({ TMPDIR: temporary })
await damson.start()

type Answer = { what: string; at: number; ms: number; status: number }
const answers: Answer[] = []
const mistakes: string[] = []
const ids: string[] = []
const started = Date.now()
const ends = started + minutes * 60_000
const pick = <T>(from: T[]): T => from[Math.floor(Math.random() * from.length)]!

async function ask(what: string, path: string, init: RequestInit & { as?: 'nobody' } = {}): Promise<any> {
  const at = Date.now()
  const before = performance.now()
  try {
    const response = await (init.as === 'nobody' ? fetch(damson.url + path, init) : damson.fetch(path, init))
    const body = Buffer.from(await response.arrayBuffer())
    answers.push({ what, at, ms: performance.now() - before, status: response.status })
    if (response.status >= 500) mistakes.push(`${what} ${response.status} ${body.toString().slice(0, 200)}`)
    return response.headers.get('content-type')?.includes('json') ? JSON.parse(body.toString()) : response
  } catch (error) {
    mistakes.push(`${what} ${String(error)}`)
    return null
  }
}

function form(name: string, bytes: Uint8Array): FormData {
  const made = new FormData()
  made.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name)
  return made
}

/** Uploads that become assets: the same pictures, each time with other bytes at the end. */
async function uploading() {
  const photo = pick(photos)
  const body = form(photo.name, Buffer.concat([photo.bytes, randomBytes(16)]))
  const made = await ask('upload', '/api/v1/assets', { method: 'POST', body })
  if (made?.id) ids.push(made.id)
  await sleep(700)
}

async function odd() {
  if (others.length > 0 && Math.random() < 0.7) {
    const path = pick(others)
    await ask('odd upload', '/api/v1/assets', { method: 'POST', body: form(path.split('/').at(-1)!, readFileSync(path)) })
  } else if (Math.random() < 0.5) {
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': '900000', 'upload-metadata': 'filename YS5iaW4=' }
    const begun: Response | null = await ask('resumable', '/api/v1/uploads', { method: 'POST', headers })
    const location = begun?.headers.get('location')
    const type = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    if (location) await ask('resumable', location, { method: 'PATCH', headers: type, body: randomBytes(300_000) })
    if (location) await ask('resumable', location, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } })
  } else {
    // Cut in the middle.
    const signal = AbortSignal.timeout(20)
    await damson.fetch('/api/v1/assets', { method: 'POST', body: form('cut.bin', randomBytes(8e6)), signal }).catch(() => null)
  }
  await sleep(800)
}

async function looking() {
  const page = await ask('list', '/api/v1/assets?limit=60')
  for (const { id } of ((page?.data ?? []) as { id: string }[]).slice(0, 6)) await ask('thumbnail', `/api/v1/assets/${id}/renditions/thumb`)
  await ask('search', `/api/v1/assets?q=${pick(['photo', 'jpg', 'canon', 'a', 'zzz'])}`)
  await ask('page', '/sign-in', { as: 'nobody' })
  if (ids.length > 0) {
    const id = pick(ids)
    await ask('asset', `/api/v1/assets/${id}`)
    await ask('file', `/api/v1/assets/${id}/file`, { headers: { range: 'bytes=0-99999' } })
    // Opened and left: the file must be closed all the same.
    await damson.fetch(`/api/v1/assets/${id}/file`).then(
      (response) => response.body?.cancel(),
      () => null
    )
  }
  await sleep(400)
}

async function changing() {
  if (ids.length > 5) {
    const id = pick(ids)
    const headers = { 'content-type': 'application/json' }
    await ask('change', `/api/v1/assets/${id}`, { method: 'PATCH', headers, body: JSON.stringify({ title: `Title ${Date.now()}` }) })
  }
  if (ids.length > 30) {
    const id = ids.shift()!
    await ask('trash', `/api/v1/assets/${id}`, { method: 'DELETE' })
    await ask('purge', `/api/v1/trash/${id}`, { method: 'DELETE' })
  }
  await ask('refused', '/api/v1/assets/none', { as: 'nobody' })
  await sleep(900)
}

const untilTheEnd = async (work: () => Promise<unknown>) => {
  while (Date.now() < ends) await work()
}

type Sample = { minute: number; webMb: number; allMb: number; files: number; processes: number }

function treeOf(pid: number): number[] {
  const own = `/proc/${pid}/task/${pid}/children`
  const children = existsSync(own) ? readFileSync(own, 'utf8').split(' ').filter(Boolean).map(Number) : []
  return [pid, ...children.flatMap(treeOf)]
}

function sample(): Sample {
  // Without the pages of the database file, which SQLite maps and the system takes back.
  const mb = (pid: number) => {
    try {
      return Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    } catch {
      return 0
    }
  }
  const tree = treeOf(damson.pid)
  return {
    minute: (Date.now() - started) / 60_000,
    webMb: mb(damson.pid),
    allMb: tree.reduce((sum, pid) => sum + mb(pid), 0),
    files: readdirSync(`/proc/${damson.pid}/fd`).length,
    processes: tree.length,
  }
}

const samples: Sample[] = []
const watch = setInterval(() => samples.push(sample()), 5000)
await Promise.all([uploading, looking, looking, odd, changing].map(untilTheEnd))
clearInterval(watch)
while ((await damson.json('/api/v1/assets?processingStatus=processing&limit=1')).meta.total > 0) await sleep(500)
await sleep(20_000)
samples.push(sample())

/** Growth per minute by least squares, of the second half: the first fills caches. */
function slope(of: (one: Sample) => number): number {
  const half = samples.slice(samples.length >> 1, -1)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(half.map((one) => one.minute)), mean(half.map(of))]
  const above = half.reduce((sum, one) => sum + (one.minute - x) * (of(one) - y), 0)
  return above / half.reduce((sum, one) => sum + (one.minute - x) ** 2, 0)
}

/** What is left after the garbage was collected, whenever that was. */
function lowestOf(nth: number): number {
  const within = samples.filter(({ minute }) => minute >= (nth * minutes) / 4 && minute < ((nth + 1) * minutes) / 4)
  return Math.round(Math.min(...within.map((one) => one.webMb)))
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size < 5e6)
}

const quarter = (ends - started) / 4
const speed = [...new Set(answers.map(({ what }) => what))].map((what) => {
  const of = (from: number, to: number) => answers.filter((one) => one.what === what && one.at >= from && one.at < to).map(({ ms }) => ms)
  const all = of(0, Infinity)
  return {
    what,
    'requests': all.length,
    'p95 first quarter, ms': Math.round(p95(of(started, started + quarter))),
    'p95 last quarter, ms': Math.round(p95(of(ends - quarter, Infinity))),
  }
})
const inFolder = (name: string) => (existsSync(join(damson.dataDir, name)) ? readdirSync(join(damson.dataDir, name)).length : 0)
const every = Math.max(1, Math.floor(samples.length / 12))
console.table(speed)
console.table(
  samples
    .filter((_, index) => index % every === 0 || index === samples.length - 1)
    .map((one) => ({ ...one, minute: one.minute.toFixed(1), webMb: Math.round(one.webMb), allMb: Math.round(one.allMb) }))
)
console.log({
  minutes,
  'requests': answers.length,
  'errors': mistakes.length,
  'web process, lowest of each quarter, MB': [0, 1, 2, 3].map(lowestOf),
  'web process, MB per minute': Number(slope((one) => one.webMb).toFixed(2)),
  'all processes, MB per minute': Number(slope((one) => one.allMb).toFixed(2)),
  'open files per minute': Number(slope((one) => one.files).toFixed(2)),
  'left in incoming': inFolder('incoming'),
  'left in uploads': inFolder('uploads'),
  'left in the temporary folder': readdirSync(temporary),
  'storage check': JSON.parse(damson.ace('storage:check', '--json')),
})
if (mistakes.length > 0) console.log([...new Set(mistakes)].slice(0, 20).join('\n'))
await damson.remove()
rmSync(temporary, { recursive: true })
if (mistakes.length > 0) process.exitCode = 1
