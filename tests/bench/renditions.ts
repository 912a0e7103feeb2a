import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { figure, inParallel, type Figure } from './figures.ts'
import type { Installation } from '../support/installation.ts'
import { asFiles, type Photo } from './photos.ts'

const COLD = 60
/** Enough that both cores decode while others are being stored and sent. */
const COLD_AT_ONCE = 4
const WARM_REQUESTS = 4000

export async function renditions(damson: Installation, photos: Photo[]): Promise<Figure[]> {
  const { data } = await damson.json('/api/v1/assets?limit=200&type=image')
  const assets = (data as { id: string }[]).slice(0, COLD)
  return [await cold(damson, assets, photos), await warm(damson, assets[0]!.id)]
}

async function cold(damson: Installation, assets: { id: string }[], photos: Photo[]): Promise<Figure> {
  const bySha = await Promise.all(
    assets.map(({ id }) => damson.fetch(`/api/v1/assets/${id}/file`).then((response) => response.arrayBuffer()))
  )
  const paths = await asFiles(bySha.map((bytes, index) => ({ name: photos[index]!.name, bytes: Buffer.from(bytes) })))
  const folder = await mkdtemp(join(tmpdir(), 'damson-cold-'))
  const make = (path: string, index: number) =>
    sharp(path)
      .rotate()
      .resize(800, undefined, { withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 })
      .toFile(join(folder, `${index}.webp`))
      .catch(() => {})
  await inParallel(paths.slice(0, 5), 2, make)
  await damson.fetch(`/api/v1/assets/${assets[0]!.id}/renditions/image?width=801`).then((response) => response.arrayBuffer())
  await inParallel(assets.slice(0, 4), 2, ({ id }) =>
    damson.fetch(`/api/v1/assets/${id}/renditions/image?width=802`).then((response) => response.arrayBuffer())
  )
  const bare = await inParallel(paths, COLD_AT_ONCE, make)
  const ours = await inParallel(assets, COLD_AT_ONCE, ({ id }) =>
    damson.fetch(`/api/v1/assets/${id}/renditions/image?width=800`).then((response) => response.arrayBuffer())
  )
  await rm(folder, { recursive: true, force: true })
  return figure(
    `Cold rendition 800 px, ${assets.length} of them, ${COLD_AT_ONCE} at once, per second`,
    (assets.length / ours).toFixed(1),
    `sharp ${(assets.length / bare).toFixed(1)}`,
    bare / ours,
    '≥ 0.9'
  )
}

async function warm(damson: Installation, id: string): Promise<Figure> {
  const path = `/api/v1/assets/${id}/renditions/image?width=800`
  const bytes = Buffer.from(await (await damson.fetch(path)).arrayBuffer())
  const folder = await mkdtemp(join(tmpdir(), 'damson-static-'))
  const file = join(folder, 'picture.webp')
  await sharp(bytes)
    .toFile(file)
    .catch(() => {})
  const { writeFile } = await import('node:fs/promises')
  await writeFile(file, bytes)
  const server = createServer(async (_, response) => {
    const { size } = await stat(file)
    response.writeHead(200, { 'content-type': 'image/webp', 'content-length': size })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bareUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const requests = Array.from({ length: WARM_REQUESTS })
  const ask = () => damson.fetch(path).then((response) => response.arrayBuffer())
  const askBare = () => fetch(bareUrl).then((response) => response.arrayBuffer())
  await inParallel(requests.slice(0, 400), 16, askBare)
  await inParallel(requests.slice(0, 400), 16, ask)
  const bare = await inParallel(requests, 16, askBare)
  const ours = await inParallel(requests, 16, ask)
  server.close()
  await rm(folder, { recursive: true, force: true })
  return figure(
    'Warm rendition, 16 at once, requests per second',
    (WARM_REQUESTS / ours).toFixed(0),
    `Node static ${(WARM_REQUESTS / bare).toFixed(0)}`,
    bare / ours,
    '≥ 0.25'
  )
}
