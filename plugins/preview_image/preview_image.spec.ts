import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { LimitExceeded, Unreadable, type Raster } from '@damson/sdk'
import { previewContract, testContext, type PreviewSample } from '@damson/sdk/testing'
import { animatedGif, redAndBlue, sidewaysPhoto, temporaryFolder } from '../../tests/fixtures/media.ts'
import { ImageDecoder } from './image_decoder.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder.path, name)
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="red"/></svg>'

const samples: PreviewSample[] = [
  {
    path: at('photo.jpg'),
    mimeType: 'image/jpeg',
    facts: { width: 400, height: 600, orientation: 6, dpi: 300, colorSpace: 'srgb', isAnimated: false },
  },
  { path: at('profile.png'), mimeType: 'image/png', facts: { width: 30, height: 20, hasAlpha: false, iccName: 'sRGB' } },
  {
    path: at('moving.gif'),
    mimeType: 'image/gif',
    facts: { width: 40, height: 30, isAnimated: true, durationSeconds: 0.6, pageCount: null },
  },
  { path: at('drawing.svg'), mimeType: 'image/svg+xml', facts: { width: 20, height: 10, dpi: null } },
  { path: at('picture.avif'), mimeType: 'image/avif', facts: { width: 30, height: 20 } },
]

test.group('Pictures', (group) => {
  group.setup(async () => {
    await sidewaysPhoto(at('photo.jpg'))
    await redAndBlue(30, 20).withIccProfile('srgb').png().toFile(at('profile.png'))
    await animatedGif(at('moving.gif'))
    await redAndBlue(30, 20).avif({ effort: 0 }).toFile(at('picture.avif'))
    writeFileSync(at('drawing.svg'), svg)
    return () => folder.remove()
  })

  const decoder = new ImageDecoder()
  const inputOf = (name: string, mimeType: string) => ({ path: at(name), mimeType, size: statSync(at(name)).size })
  const context = testContext(folder.path)

  for (const { title, run } of previewContract(() => decoder, samples)) test(title, run)

  test('with more pixels than allowed are described but not drawn', async ({ assert }) => {
    await sharp({ create: { width: 11_000, height: 10_000, channels: 3, background: 'red' } })
      .png({ compressionLevel: 1 })
      .toFile(at('vast.png'))
    const input = inputOf('vast.png', 'image/png')
    assert.include(await decoder.describe(input, context), { width: 11_000, height: 10_000 })
    const error = await decoder.raster(input, { longEdge: 100 }, context).catch((reason: unknown) => reason)
    assert.instanceOf(error, LimitExceeded)
    assert.include((error as Error).message, '11000 × 10000 pixels')
  })

  test('that are of another format than they begin like are refused', async ({ assert }) => {
    writeFileSync(at('disguised.png'), svg)
    await assert.rejects(() => decoder.describe(inputOf('disguised.png', 'image/png'), context), Unreadable)
  })

  test('of a page that does not exist are refused', async ({ assert }) => {
    await assert.rejects(() => decoder.raster(inputOf('moving.gif', 'image/gif'), { longEdge: 10, page: 3 }, context), /no page 4/)
  })

  test('that are vectors are drawn as large as they are needed', async ({ assert }) => {
    const raster = (await decoder.raster(inputOf('drawing.svg', 'image/svg+xml'), { longEdge: 400 }, context)) as Extract<
      Raster,
      { path: string }
    >
    assert.equal((await sharp(raster.path, { density: raster.density }).png().toBuffer({ resolveWithObject: true })).info.width, 400)
  })
})
