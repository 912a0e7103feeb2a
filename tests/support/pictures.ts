import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'

let shade = 0

/** A small picture unlike every other of this run. */
export function picture(options: { width?: number; height?: number; format?: 'jpeg' | 'png' | 'webp' } = {}): Promise<Buffer> {
  shade += 1
  const { width = 64, height = 48, format = 'jpeg' } = options
  const background = { r: (shade * 37) % 256, g: (shade * 91) % 256, b: (shade >> 8) % 256 }
  const noise = sharp({ create: { width, height, channels: 3, background, noise: { type: 'gaussian', mean: 128, sigma: 20 } } })
  return noise.toFormat(format).toBuffer()
}

/** A document of two pages, the first with these words. */
export function pdfWith(words: string): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A5' })
  document.text(words).addPage().text('The second page')
  document.end()
  return buffer(document)
}
