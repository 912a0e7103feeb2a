import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { figure, inParallel, middle, spread, type Figure, type Round } from './figures.ts'
import type { Installation } from '../support/installation.ts'
import { asFiles, type Photo } from './photos.ts'

const COLD = 60
const COLD_ROUNDS = 5
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
  const make = (path: string, index: number, width: number) =>
    sharp(path)
      .rotate()
      .resize(width, undefined, { withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 })
      .toFile(join(folder, `${index}.webp`))
      .catch(() => {})
  const ask = ({ id }: { id: string }, width: number) =>
    damson.fetch(`/api/v1/assets/${id}/renditions/image?width=${width}`).then((response) => response.arrayBuffer())
  await inParallel(paths.slice(0, 20), COLD_AT_ONCE, (path, index) => make(path, index, 790))
  await inParallel(assets.slice(0, 20), COLD_AT_ONCE, (asset) => ask(asset, 790))
  const rounds: Round[] = []
  // Of each round its own width, so that none is there before.
  for (let width = 800; width < 800 + COLD_ROUNDS; width += 1) {
    rounds.push({
      floor: await inParallel(paths, COLD_AT_ONCE, (path, index) => make(path, index, width)),
      ours: await inParallel(assets, COLD_AT_ONCE, (asset) => ask(asset, width)),
    })
  }
  await rm(folder, { recursive: true, force: true })
  const { floor, ours } = middle(rounds)
  return figure(
    `Cold rendition 800 px, ${assets.length} of them, ${COLD_AT_ONCE} at once, per second (${spread(rounds, (one) => one.floor / one.ours)})`,
    (assets.length / ours).toFixed(1),
    `sharp ${(assets.length / floor).toFixed(1)}`,
    floor / ours,
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
