import { join } from 'node:path'
import { test } from '@japa/runner'
import sharp, { type Sharp } from 'sharp'
import type { Recipe } from '@damson/sdk'
import { exportContract, testContext } from '@damson/sdk/testing'
import { animatedGif, redAndBlue, sidewaysPhoto, temporaryFolder, type Folder } from '../../tests/fixtures/media.ts'
import { ImageMaker } from './image_maker.ts'

const thumb: Recipe = { kind: 'image', width: 120, height: 120, fit: 'inside', format: 'png', quality: 80 }

test.group('Image renditions keep the contract', () => {
  for (const { title, run } of exportContract(() => new ImageMaker())) test(title, run)
})

test.group('Image renditions', (group) => {
  let folder: Folder
  group.each.setup(() => {
    folder = temporaryFolder()
    return () => folder.remove()
  })

  const made = async (path: string, recipe: Recipe = thumb) => {
    const out = join(folder.path, 'out')
    await new ImageMaker().make({ path, mimeType: 'image/any' }, recipe, out, testContext(folder.path))
    return sharp(out)
  }
  const colorAt = async (image: Sharp, left: number, top: number) => [
    ...(await image.clone().extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer()),
  ]

  test('turn photographs upright and leave all metadata behind', async ({ assert }) => {
    const image = await made(await sidewaysPhoto(join(folder.path, 'photo.jpg')))
    const { width, height, exif, icc, orientation } = await image.metadata()
    assert.deepEqual(
      { width, height, exif, icc, orientation },
      { width: 80, height: 120, exif: undefined, icc: undefined, orientation: undefined }
    )
    const [red, , blue] = await colorAt(image, 40, 5)
    assert.isAbove(red!, 200)
    assert.isBelow(blue!, 60)
  })

  test('bring wide-gamut colours to sRGB by the embedded profile', async ({ assert }) => {
    const path = join(folder.path, 'p3.jpg')
    await sharp({ create: { width: 50, height: 50, channels: 3, background: { r: 200, g: 60, b: 60 } } })
      .withIccProfile('p3')
      .jpeg({ quality: 100 })
      .toFile(path)
    const [red, green] = await colorAt(await made(path), 10, 10)
    assert.closeTo(red!, 200, 5)
    assert.closeTo(green!, 60, 5)
  })

  test('show CMYK as it would print, not inverted', async ({ assert }) => {
    const path = join(folder.path, 'cmyk.jpg')
    await redAndBlue(60, 40).toColourspace('cmyk').jpeg({ quality: 100 }).toFile(path)
    const image = await made(path)
    assert.equal((await image.metadata()).space, 'srgb')
    const [red, green, blue] = await colorAt(image, 10, 10)
    assert.isAbove(red!, green! + 80)
    assert.isAbove(red!, blue! + 80)
  })

  test('take 16 bits per channel down to 8', async ({ assert }) => {
    const path = join(folder.path, 'deep.png')
    await sharp(await redAndBlue(60, 40).png().toBuffer())
      .toColourspace('rgb16')
      .png()
      .toFile(path)
    assert.equal((await sharp(path).metadata()).depth, 'ushort')
    const image = await made(path)
    assert.equal((await image.metadata()).depth, 'uchar')
    assert.deepEqual(await colorAt(image, 5, 5), [255, 0, 0])
  })

  test('stand still on the first frame, or the page that is asked for', async ({ assert }) => {
    const path = await animatedGif(join(folder.path, 'moving.gif'))
    const first = await made(path)
    assert.deepInclude(await first.metadata(), { width: 40, height: 30 })
    assert.deepEqual(await colorAt(first, 5, 5), [255, 0, 0])
  })

  test('put white behind what is transparent where the format has no transparency', async ({ assert }) => {
    const path = join(folder.path, 'clear.png')
    await sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toFile(path)
    assert.deepEqual(await colorAt(await made(path, { ...thumb, format: 'jpeg' }), 5, 5), [255, 255, 255])
    assert.isTrue((await (await made(path)).metadata()).hasAlpha)
  })
})
