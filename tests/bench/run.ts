/*
 * Measures what the project promises, each figure as a ratio to a floor measured in the same run.
 *
 *   npm run bench                 everything
 *   npm run bench -- uploads      one part: uploads, renditions, webp, lists, exports, streams
 *   npm run bench -- large        a library of a million assets, which takes a quarter of an hour to fill; BENCH_ASSETS=100000 a smaller one
 */
import { Installation } from '../support/installation.ts'
import { exports } from './exports.ts'
import type { Figure } from './figures.ts'
import { large } from './large.ts'
import { lists } from './lists.ts'
import { photographs } from './photos.ts'
import { renditions } from './renditions.ts'
import { streams } from './streams.ts'
import { uploads } from './uploads.ts'
import { webp } from './webp.ts'

const only = process.argv.slice(2)
const wanted = (part: string) => only.length === 0 || only.includes(part)
const figures: Figure[] = []

if (wanted('uploads') || wanted('renditions')) {
  const damson = new Installation()
  await damson.start()
  const photos = await photographs(200)
  const uploaded = await uploads(damson, photos)
  if (wanted('uploads')) figures.push(...uploaded)
  if (wanted('renditions')) figures.push(...(await renditions(damson, photos)))
  await damson.remove()
}
if (wanted('webp')) figures.push(...(await webp(await photographs(80))))
if (wanted('lists')) figures.push(...(await lists()))
if (only.includes('large')) figures.push(...(await large()))
if (wanted('exports')) figures.push(...(await exports()))
if (wanted('streams')) figures.push(...(await streams()))

console.table(figures)
if (figures.some((one) => !one.holds)) process.exitCode = 1
