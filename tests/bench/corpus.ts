/*
 * Uploads every file of a folder to a running Damson by a token, waits until all are settled, and
 * tells what became of them, by ending. Used to try a release on files from the wild:
 *
 *   node --import=@poppinss/ts-exec tests/bench/corpus.ts <folder> <url> <token> [part of path to leave out …]
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const [folder, url, token, ...leaveOut] = process.argv.slice(2) as [string, string, string]
const ENDINGS =
  /\.(jpe?g|png|webp|gif|tiff?|avif|svg|pdf|mp4|mov|avi|mkv|webm|flv|wmv|3gp|mpe?g|mp3|wav|flac|ogg|opus|m4a|aiff?|heic|heif|psd|bmp|txt|docx|zip)$/i

type Fate = { path: string; status: number; code?: string; detail?: string; id?: string; state?: string; error?: string }

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${url}/api/v1${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } })

const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && ENDINGS.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => !leaveOut.some((part) => path.includes(part)))

const fates: Fate[] = []
const queue = [...files]
await Promise.all(Array.from({ length: 4 }, worker))

async function worker() {
  for (let path = queue.pop(); path; path = queue.pop()) {
    const bytes = await readFile(path)
    const form = new FormData()
    form.append('file', new Blob([bytes]), path.split('/').at(-1))
    const response = await call('/assets', { method: 'POST', body: form })
    const body = (await response.json()) as { id?: string; sha256?: string; code?: string; detail?: string }
    if (body.sha256 && body.sha256 !== createHash('sha256').update(bytes).digest('hex')) console.log('ALTERED', path)
    fates.push({ path: relative(folder, path), status: response.status, code: body.code, detail: body.detail, id: body.id })
  }
}

const started = Date.now()
for (;;) {
  const response = await call('/assets?processingStatus=processing&limit=1')
  const { meta } = (await response.json()) as { meta: { total: number } }
  if (meta.total === 0) break
  if (Date.now() - started > 20 * 60_000) {
    console.log(`still processing: ${meta.total}`)
    break
  }
  await sleep(1000)
}

for (const fate of fates.filter(({ id }) => id)) {
  const asset = (await (await call(`/assets/${fate.id}`)).json()) as {
    processingStatus: string
    processingError: { message: string } | null
    renditions: { thumb: object | null }
  }
  fate.state =
    asset.processingStatus === 'ready' ? (asset.renditions.thumb ? 'ready, picture' : 'ready, no picture') : asset.processingStatus
  fate.error = asset.processingError?.message
}

const table: Record<string, Record<string, number>> = {}
for (const { path, status, state, code } of fates) {
  const row = (table[extname(path).toLowerCase()] ??= {})
  const key = state ?? `${status} ${code}`
  row[key] = (row[key] ?? 0) + 1
}
console.table(table)
const reasons: Record<string, string[]> = {}
for (const { path, error, detail, status } of fates) {
  const reason = error ?? (status >= 400 ? `refused: ${detail?.replace(/"[^"]*"/, '…')}` : null)
  if (reason) (reasons[reason] ??= []).push(path)
}
for (const [reason, paths] of Object.entries(reasons)) console.log(`${paths.length} × ${reason}\n    ${paths.slice(0, 4).join('\n    ')}`)
console.log(
  `${files.length} files, ${(await stat(folder)).isDirectory() ? folder : ''}, settled ${Math.round((Date.now() - started) / 1000)} s after the last upload`
)
