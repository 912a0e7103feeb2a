import vine from '@vinejs/vine'
import { definePlugin } from '@damson/sdk'
import { ImageDecoder } from './image_decoder.ts'

/** Pictures in every format that sharp reads. */
export default definePlugin({
  name: 'preview_image',
  sdk: 1,
  options: vine.create({}),
  provides: { preview: () => new ImageDecoder() },
})
