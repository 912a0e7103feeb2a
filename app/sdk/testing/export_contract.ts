import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recipe } from '../contracts/media.ts'
import type { RenditionMaker } from '../contracts/export.ts'
import type { ContractCase } from './contract_case.ts'
import { drawnPixels, testContext } from './samples.ts'

type Expected = { recipe: Recipe; width: number; height: number }

const base = { kind: 'image', fit: 'inside', format: 'webp', quality: 80 } as const

/** From a picture of 300 × 200 pixels. */
const expectations: Record<string, Expected> = {
  'shrinks to fit inside': { recipe: { ...base, width: 150, height: 150 }, width: 150, height: 100 },
  'never enlarges to fit inside': { recipe: { ...base, width: 900, height: 900 }, width: 300, height: 200 },
  'follows one edge': { recipe: { ...base, height: 100 }, width: 150, height: 100 },
  'covers a square': { recipe: { ...base, width: 120, height: 120, fit: 'cover' }, width: 120, height: 120 },
  'pads to a square': { recipe: { ...base, width: 120, height: 120, fit: 'contain' }, width: 120, height: 120 },
  'keeps the size when none is asked for': { recipe: { ...base, format: 'png' }, width: 300, height: 200 },
  'writes jpeg': { recipe: { ...base, format: 'jpeg', width: 30 }, width: 30, height: 20 },
  'writes avif': { recipe: { ...base, format: 'avif', width: 60, effort: 0 }, width: 60, height: 40 },
}

/** The promises of `RenditionMaker` for image recipes. A recipe that the maker does not accept is left out. */
export function exportContract(make: () => Promise<RenditionMaker> | RenditionMaker): ContractCase[] {
  return [
    { title: 'names itself and its version', run: async () => assert.match((await make()).maker, /^[a-z0-9_]+@\d+$/) },
    ...Object.entries(expectations).map(([title, expected]) => ({
      title,
      run: async () => makeOne(await make(), expected),
    })),
  ]
}

async function makeOne(maker: RenditionMaker, { recipe, width, height }: Expected) {
  if (!maker.accepts(recipe)) return
  const dir = await mkdtemp(join(tmpdir(), 'damson-contract-'))
  try {
    const outPath = join(dir, 'out')
    const made = await maker.make(drawnPixels(300, 200), recipe, outPath, testContext(dir))
    assert.deepEqual([made.width, made.height, made.mimeType], [width, height, `image/${recipe.format}`])
    assert.equal((await stat(outPath)).size, made.size)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
