import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import sharp from 'sharp'
import { figure, inParallel, middle, spread, type Figure, type Round } from './figures.ts'
import type { Installation } from '../support/installation.ts'
import { asFiles, type Photo } from './photos.ts'

const AT_ONCE = 4

const send = (url: string, { name, bytes }: Photo, headers: Record<string, string> = {}) => {
  const form = new FormData()
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name)
  return fetch(url, { method: 'POST', body: form, headers })
}

/** The floor: nothing but the parser and a file, without hash, fsync, type, database or rights. */
async function bareServer(folder: string): Promise<Server> {
  let count = 0
  const server = createServer((request, response) => {
    const parser = new Busboy({ headers: request.headers as BusboyHeaders })
    const writes: Promise<void>[] = []
    parser.on('file', (_, stream) => {
      const file = createWriteStream(join(folder, String(count++)))
      writes.push(new Promise((resolve) => file.on('close', resolve)))
      stream.pipe(file)
    })
    parser.on('finish', () => void Promise.all(writes).then(() => response.writeHead(201).end()))
    request.pipe(parser)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function bareThumbs(paths: string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'damson-thumbs-'))
  const seconds = await inParallel(paths, 2, (path, index) =>
    sharp(path)
      .rotate()
      .resize(480, 480, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 })
      .toFile(join(folder, `${index}.webp`))
      .catch(() => {})
  )
  await rm(folder, { recursive: true, force: true })
  return seconds
}

const ROUNDS = 5

export async function uploads(damson: Installation, photos: Photo[]): Promise<Figure[]> {
  const headers = { authorization: `Bearer ${damson.token}` }
  const give = async (photo: Photo) => {
    const response = await send(`${damson.url}/api/v1/assets`, photo, headers)
    const body = (await response.json()) as { detail?: string }
    if (response.status !== 201) throw new Error(`${photo.name}: ${response.status} ${body.detail}`)
  }
  const folder = await mkdtemp(join(tmpdir(), 'damson-bare-'))
  const bare = await bareServer(folder)
  const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`
  const giveBare = (photo: Photo) => send(bareUrl, photo).then((response) => response.arrayBuffer())

  // Both were just started and have compiled nothing yet: a round for nothing warms them up.
  const warm = othersLike(photos, 'warm')
  await inParallel(warm, AT_ONCE, giveBare)
  await inParallel(warm, AT_ONCE, give)
  const paths = await asFiles(photos)
  await bareThumbs(paths.slice(0, 20))

  const taken: Round[] = []
  const seen: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await untilSettled(damson)
    const fresh = othersLike(photos, `round ${round}`)
    const bareSeconds = await inParallel(fresh, AT_ONCE, giveBare)
    const sharpSeconds = await bareThumbs(paths)
    const started = performance.now()
    taken.push({ floor: bareSeconds, ours: await inParallel(fresh, AT_ONCE, give) })
    seen.push({ floor: sharpSeconds, ours: await untilThumbs(damson, photos.length, started) })
  }
  await untilSettled(damson)
  bare.close()
  await rm(folder, { recursive: true, force: true })
  const [upload, thumbs] = [middle(taken), middle(seen)]
  return [
    figure(
      `Upload of ${photos.length} photographs, ${AT_ONCE} at once, files per second (${spread(taken, ({ floor, ours }) => floor / ours)})`,
      (photos.length / upload.ours).toFixed(0),
      `busboy to disk ${(photos.length / upload.floor).toFixed(0)}`,
      upload.floor / upload.ours,
      '≥ 0.35'
    ),
    figure(
      `First byte to all ${photos.length} thumbnails, seconds (${spread(seen, ({ floor, ours }) => ours / floor)})`,
      thumbs.ours.toFixed(2),
      `sharp ${thumbs.floor.toFixed(2)}`,
      thumbs.ours / thumbs.floor,
      '≤ 1.5'
    ),
  ]
}

/** The same pictures as other bytes, so that none is known: what follows the end of a JPEG is not looked at. */
const othersLike = (photos: Photo[], mark: string): Photo[] =>
  photos.map(({ name, bytes }) => ({ name, bytes: Buffer.concat([bytes, Buffer.from(mark)]) }))

async function untilSettled(damson: Installation) {
  while ((await damson.json('/api/v1/assets?processingStatus=processing&limit=1')).meta.total > 0) await sleep(200)
}

/**
 * Thumbnails are made in the order of upload, so the newest are asked about until they are there, then all. Every question
 * takes time from what is measured, so there are ten a second.
 */
async function untilThumbs(damson: Installation, count: number, started: number): Promise<number> {
  for (let asked = AT_ONCE; ; await sleep(100)) {
    const { data } = await damson.json<{ data: { renditions: { thumb: object | null } }[] }>(`/api/v1/assets?limit=${asked}`)
    if (data.some((asset) => !asset.renditions.thumb)) continue
    if (asked === count) return (performance.now() - started) / 1000
    asked = count
  }
}
