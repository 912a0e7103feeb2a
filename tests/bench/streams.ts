import { createHash, randomFillSync } from 'node:crypto'
import { Readable } from 'node:stream'
import { figure, type Figure } from './figures.ts'
import { Installation } from '../support/installation.ts'

const GIGABYTE = 1024 ** 3
const CHUNK = 1024 ** 2

/** One gigabyte up and down, with an eye on the memory of the web process. */
export async function streams(): Promise<Figure[]> {
  const damson = new Installation({ WORKER: 'none' })
  await damson.start()
  await damson.json('/api/v1/assets')
  const before = damson.anonymousMemory()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, damson.anonymousMemory())), 100)
  const { sent, id, stored } = await upload(damson)
  const down = createHash('sha256')
  const response = await damson.fetch(`/api/v1/assets/${id}/file`)
  for await (const chunk of response.body!) down.update(chunk)
  clearInterval(watch)
  await damson.remove()
  const received = down.digest('hex')
  if (sent !== received || sent !== stored) throw new Error(`sent ${sent}, stored ${stored}, received ${received}`)
  return [
    figure('1 GB up and down, growth of memory in MB', (peak - before).toFixed(0), `before ${before.toFixed(0)}`, peak - before, '≤ 100'),
  ]
}

async function upload(damson: Installation) {
  const hash = createHash('sha256')
  const boundary = 'one-gigabyte'
  async function* body() {
    yield Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="random.bin"\r\nContent-Type: application/octet-stream\r\n\r\n`
    )
    for (let sent = 0; sent < GIGABYTE; sent += CHUNK) {
      const chunk = randomFillSync(Buffer.allocUnsafe(CHUNK))
      hash.update(chunk)
      yield chunk
    }
    yield Buffer.from(`\r\n--${boundary}--\r\n`)
  }
  const response = await damson.fetch('/api/v1/assets', {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Readable.toWeb(Readable.from(body())) as ReadableStream,
    duplex: 'half',
  } as RequestInit)
  const { id, sha256 } = (await response.json()) as { id: string; sha256: string }
  return { sent: hash.digest('hex'), id, stored: sha256 }
}
