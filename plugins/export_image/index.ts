import vine from '@vinejs/vine'
import { definePlugin } from '@damson/sdk'
import { ImageMaker } from './image_maker.ts'

/** WebP, JPEG, PNG and AVIF from any raster, by sharp. */
export default definePlugin({
  name: 'export_image',
  sdk: 1,
  options: vine.create({}),
  provides: { export: () => new ImageMaker() },
})
