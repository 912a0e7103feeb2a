import { LimitExceeded, Unreadable, type MediaContext, type Raster, type Recipe, type RenditionMaker } from '@damson/sdk'
import type SharpModule from 'sharp'
import type { Sharp, SharpOptions } from 'sharp'

/** Encodes in half the time of sharp's own 4, for four per cent more bytes (480 px photographs). */
const WEBP_EFFORT = 2
const AVIF_EFFORT = 3
const TRANSPARENT = { r: 0, g: 0, b: 0, alpha: 0 }

/**
 * Orientation is applied, colours are brought from the embedded profile (CMYK too) to 8-bit sRGB, and
 * nothing of the metadata is taken along: no place, no name, no serial number.
 */
export class ImageMaker implements RenditionMaker {
  readonly maker = 'export_image@1'

  accepts(recipe: Recipe): boolean {
    return recipe.kind === 'image'
  }

  async make(raster: Raster, recipe: Recipe, outPath: string, context: MediaContext) {
    const { default: sharp } = await import('sharp')
    try {
      const image = 'pixels' in raster ? fromPixels(sharp, raster) : sharp(raster.path, readOptions(raster, context))
      const made = await encode(resize(image.autoOrient(), recipe), recipe).timeout({ seconds: context.limits.seconds }).toFile(outPath)
      return { mimeType: `image/${recipe.format}`, width: made.width, height: made.height, size: made.size }
    } catch (error) {
      throw explain(error)
    }
  }

  async check(): Promise<void> {
    const { default: sharp } = await import('sharp')
    const blank = sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } })
    await encode(blank, { kind: 'image', fit: 'inside', format: 'webp', quality: 80 }).toBuffer()
  }
}

function fromPixels(sharp: typeof SharpModule, { pixels, width, height, channels }: Extract<Raster, { pixels: unknown }>) {
  return sharp(pixels, { raw: { width, height, channels }, limitInputPixels: false })
}

function readOptions(raster: Extract<Raster, { path: string }>, context: MediaContext): SharpOptions {
  return {
    failOn: 'error',
    limitInputPixels: raster.pixelLimit ?? context.limits.pixels,
    sequentialRead: true,
    pages: 1,
    page: raster.page ?? 0,
    ...(raster.density ? { density: raster.density } : {}),
  }
}

function resize(image: Sharp, recipe: Recipe): Sharp {
  if (!recipe.width && !recipe.height) return image
  return image.resize({
    width: recipe.width,
    height: recipe.height,
    fit: recipe.fit,
    withoutEnlargement: recipe.fit === 'inside',
    background: recipe.background ?? (recipe.format === 'jpeg' ? 'white' : TRANSPARENT),
  })
}

function encode(image: Sharp, { format, quality, effort, background }: Recipe): Sharp {
  const flat = background || format === 'jpeg' ? image.flatten({ background: background ?? 'white' }) : image
  switch (format) {
    case 'webp':
      return flat.webp({ quality, effort: effort ?? WEBP_EFFORT })
    case 'jpeg':
      return flat.jpeg({ quality, progressive: true })
    case 'png':
      return flat.png(effort ? { effort } : {})
    case 'avif':
      return flat.avif({ quality, effort: effort ?? AVIF_EFFORT })
  }
}

/** libvips speaks to programmers; the person who uploaded the file gets a sentence. */
function explain(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  if (/exceeds pixel limit|too large|width or height/i.test(message)) {
    return new LimitExceeded('This picture has more pixels than previews are made for. The original is kept and can be downloaded.', error)
  }
  if (/timeout/i.test(message)) {
    return new LimitExceeded('Drawing this picture took too long, so it was given up. The original is kept and can be downloaded.', error)
  }
  if (/(ENOSPC|EDQUOT|EACCES|EROFS|No space left|unable to open for write)/i.test(message)) return error as Error
  return new Unreadable('This picture cannot be drawn: its data is damaged or incomplete.', error)
}
