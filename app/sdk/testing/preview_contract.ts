import assert from 'node:assert/strict'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LimitExceeded, Unreadable } from '../errors.ts'
import type { MediaFacts } from '../contracts/media.ts'
import type { PreviewDecoder } from '../contracts/preview.ts'
import type { ContractCase } from './contract_case.ts'
import { testContext } from './samples.ts'

/** A file that the decoder should read, what it should say about it, and a word in its text. */
export type PreviewSample = {
  path: string
  mimeType: string
  facts: Partial<MediaFacts>
  /** Whether there is something to see; true unless said. */
  visible?: boolean
  word?: string
}

async function withWorkDir(work: (dir: string) => Promise<void>) {
  const dir = await mkdtemp(join(tmpdir(), 'damson-contract-'))
  try {
    await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** The promises of `PreviewDecoder`, tried on files that it should read and on files that nobody can. */
export function previewContract(make: () => Promise<PreviewDecoder> | PreviewDecoder, samples: PreviewSample[]): ContractCase[] {
  const refusals = samples.slice(0, 1).map(({ mimeType }) => ({
    title: `refuses rubbish that claims to be ${mimeType}, with a sentence`,
    run: () =>
      withWorkDir(async (dir) => {
        const decoder = await make()
        const path = join(dir, 'rubbish')
        await writeFile(path, Buffer.alloc(2048, 'not what it says '))
        const input = { path, mimeType, size: 2048 }
        for (const attempt of [
          () => decoder.describe(input, testContext(dir)),
          () => decoder.raster(input, { longEdge: 100 }, testContext(dir)),
        ]) {
          await assert.rejects(attempt, (error) => {
            assert.ok(error instanceof Unreadable || error instanceof LimitExceeded, String(error))
            assert.match(error.message, /^[A-Z].*\.$/s)
            assert.ok(!error.message.includes(path), 'a path of the server is nobody’s business')
            return true
          })
        }
      }),
  }))
  return [
    {
      title: 'names itself and its version',
      run: async () => assert.match((await make()).maker, /^[a-z0-9_]+@\d+$/),
    },
    ...refusals,
    ...samples.map((sample) => ({
      title: `reads ${sample.path.split('/').at(-1)}`,
      run: () => withWorkDir(async (dir) => readSample(await make(), sample, dir)),
    })),
  ]
}

async function readSample(decoder: PreviewDecoder, sample: PreviewSample, dir: string) {
  assert.ok(decoder.accepts(sample.mimeType))
  const input = { path: sample.path, mimeType: sample.mimeType, size: (await stat(sample.path)).size }
  const facts = await decoder.describe(input, testContext(dir))
  for (const [name, value] of Object.entries(sample.facts)) {
    const found = facts[name as keyof MediaFacts]
    if (typeof value === 'number' && typeof found === 'number') assert.ok(Math.abs(found - value) <= 0.05, `${name}: ${found}`)
    else assert.equal(found, value, name)
  }
  const raster = await decoder.raster(input, { longEdge: 100 }, testContext(dir))
  assert.equal(raster !== null, sample.visible ?? true)
  if (raster && 'pixels' in raster) assert.equal(raster.pixels.length, raster.width * raster.height * raster.channels)
  else if (raster) assert.ok((await stat(raster.path)).size > 0)
  if (sample.word) assert.ok((await decoder.text!(input, testContext(dir))).includes(sample.word))
}
