/*
 * What the media pool costs on top of bare sharp: `node --import=@poppinss/ts-exec tests/bench/media.ts [rounds]`.
 * Same files, same settings, same number of files at once, in turns, in one run. Photographs come from the corpus beside
 * the project where it is present, else they are made.
 */
import { existsSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Recipe } from '@damson/sdk'
import pluginsConfig from '#config/plugins'
import { PluginHost } from '#plugin_host'
import { MediaPool } from '../../app/files/media/index.ts'

const COUNT = 200
const AT_ONCE = availableParallelism()
const rounds = Number(process.argv[2] ?? 3)
const folder = mkdtempSync(join(tmpdir(), 'damson-bench-'))
const thumb: Recipe = { kind: 'image', width: 480, height: 480, fit: 'inside', format: 'webp', quality: 80, effort: 2 }
const large: Recipe = { ...thumb, width: 800, height: 800 }

async function photographs(): Promise<string[]> {
  const found = globSync('../shared/corpus/{photos-*,catalog-magento}/**/*.{jpg,JPG,jpeg}').filter((path) => statSync(path).size > 100_000)
  const readable: string[] = []
  for (const path of found) {
    const isFine = await sharp(path, { failOn: 'error' })
      .resize(16)
      .toBuffer()
      .then(
        () => true,
        () => false
      )
    if (isFine) readable.push(path)
  }
  if (readable.length === 0) readable.push(await madePhotograph())
  return Array.from({ length: COUNT }, (_, index) => readable[index % readable.length]!)
}

async function madePhotograph(): Promise<string> {
  const path = join(folder, 'made.jpg')
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  await sharp({ create: { width: 4000, height: 3000, channels: 3, background: 'gray', noise } })
    .blur(3)
    .jpeg({ quality: 90 })
    .toFile(path)
  return path
}

async function timed(paths: string[], work: (path: string) => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  const left = [...paths]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let path = left.shift(); path; path = left.shift()) await work(path)
    })
  )
  return performance.now() - begun
}

let made = 0
function bare(recipe: Recipe) {
  return (path: string) =>
    sharp(path, { failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({ width: recipe.width, height: recipe.height, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: recipe.quality, effort: recipe.effort })
      .toFile(join(folder, `bare-${made++}.webp`))
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

const pool = new MediaPool(await PluginHost.load(pluginsConfig, { points: ['preview', 'export'] }))
const inputOf = (path: string) => ({ path, mimeType: 'image/jpeg', size: statSync(path).size })
const times: Record<string, number[]> = { bareThumb: [], digest: [], bareLarge: [], render: [] }
const paths = await photographs()
sharp.cache(false)
sharp.concurrency(1)
try {
  for (let round = 0; round < rounds; round++) {
    times.bareThumb!.push(await timed(paths, bare(thumb)))
    times.digest!.push(await timed(paths, (path) => pool.digest(inputOf(path), thumb, folder)))
    times.bareLarge!.push(await timed(paths, bare(large)))
    times.render!.push(await timed(paths, (path) => pool.render(inputOf(path), large, folder)))
  }
  const m = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, Math.round(median(values))]))
  console.log(`${COUNT} photographs (${new Set(paths).size} different), ${AT_ONCE} at once, medians of ${rounds} rounds`)
  console.log(
    `480 px thumbnails: bare sharp ${m.bareThumb} ms, digest ${m.digest} ms: ${(m.digest! / m.bareThumb!).toFixed(2)} × the time (first round, with starting: ${(times.digest![0]! / times.bareThumb![0]!).toFixed(2)} ×)`
  )
  console.log(
    `800 px renditions: bare sharp ${m.bareLarge} ms, pool ${m.render} ms: ${(m.bareLarge! / m.render!).toFixed(2)} × the throughput`
  )
  console.log(
    `media processes: ${pool
      .usage()
      .processes.map(({ peakBytes }) => `${Math.round(peakBytes / 1e6)} MB`)
      .join(', ')} at most`
  )
} finally {
  await pool.close()
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
}
