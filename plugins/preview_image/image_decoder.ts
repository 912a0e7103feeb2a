import {
  LimitExceeded,
  NO_FACTS,
  Unreadable,
  type MediaContext,
  type MediaFacts,
  type MediaInput,
  type PreviewDecoder,
  type Raster,
  type RasterRequest,
} from '@damson/sdk'
import type { Metadata } from 'sharp'
import { iccName } from './icc_name.ts'

const FORMATS: Record<string, Metadata['format']> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/vnd.mozilla.apng': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/tiff': 'tiff',
  'image/avif': 'heif',
  'image/svg+xml': 'svg',
}

/** What SVG lengths and librsvg reckon with. */
const SVG_DPI = 72

export class ImageDecoder implements PreviewDecoder {
  readonly maker = 'preview_image@1'

  accepts(mimeType: string): boolean {
    return mimeType in FORMATS
  }

  /** The header is needed twice for each file: once to describe it, once to draw it. */
  #headers = new WeakMap<MediaInput, Promise<Metadata>>()

  async describe(input: MediaInput, context: MediaContext): Promise<MediaFacts> {
    const metadata = await this.#header(input, context)
    const pages = metadata.pages ?? 1
    const isAnimated = pages > 1 && metadata.format !== 'tiff'
    return {
      ...NO_FACTS,
      ...sizeOf(metadata),
      orientation: metadata.orientation ?? null,
      pageCount: metadata.format === 'tiff' ? pages : null,
      durationSeconds: isAnimated && metadata.delay ? sum(metadata.delay) / 1000 : null,
      dpi: metadata.format === 'svg' ? null : (metadata.density ?? null),
      colorSpace: metadata.space ?? null,
      iccName: metadata.icc ? iccName(metadata.icc) : null,
      hasAlpha: metadata.hasAlpha ?? null,
      isAnimated,
    }
  }

  /** The file itself: whoever reads it next can shrink while loading, which no intermediate picture allows. */
  async raster(input: MediaInput, request: RasterRequest, context: MediaContext): Promise<Raster> {
    const metadata = await this.#header(input, context)
    const page = request.page ?? 0
    if (page >= (metadata.pages ?? 1)) throw new Unreadable(`This picture has no page ${page + 1}.`)
    const raster = { path: input.path, mimeType: input.mimeType, page }
    if (metadata.format === 'svg') return { ...raster, density: densityFor(metadata, request.longEdge) }
    const pixelLimit = metadata.format === 'heif' ? context.limits.heavyPixels : context.limits.pixels
    const { width = 0, height = 0 } = metadata
    if (width * height > pixelLimit) throw tooManyPixels(width, height, pixelLimit)
    return { ...raster, pixelLimit }
  }

  #header(input: MediaInput, context: MediaContext): Promise<Metadata> {
    const header = this.#headers.get(input) ?? readHeader(input, context)
    this.#headers.set(input, header)
    return header
  }

  async check(): Promise<void> {
    const { default: sharp } = await import('sharp')
    await sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
  }
}

async function readHeader(input: MediaInput, context: MediaContext): Promise<Metadata> {
  if (input.mimeType === 'image/svg+xml' && input.size > context.limits.svgBytes) {
    throw new LimitExceeded(
      `This drawing is ${Math.round(input.size / 1e6)} MB of SVG; previews are made up to ${Math.round(context.limits.svgBytes / 1e6)} MB.`
    )
  }
  const { default: sharp } = await import('sharp')
  const metadata = await sharp(input.path, { limitInputPixels: false, failOn: 'error' })
    .metadata()
    .catch((error: unknown) => {
      throw new Unreadable('This picture cannot be read: it is damaged, incomplete, or written in a way that is not supported.', error)
    })
  const format = FORMATS[input.mimeType]
  if (metadata.format !== format) throw new Unreadable(`This file is not the ${format} picture it begins like.`)
  return metadata
}

/** As displayed: a picture that is stored on its side has its edges exchanged. */
function sizeOf({ width, height, autoOrient }: Metadata) {
  return { width: autoOrient?.width ?? width ?? null, height: autoOrient?.height ?? height ?? null }
}

/** Sharp draws vectors at this density; enough for the edge that is asked for, so that lines are crisp at any size. */
function densityFor({ width = 1, height = 1 }: Metadata, longEdge: number): number {
  return Math.min(Math.max((SVG_DPI * longEdge) / Math.max(width, height, 1), 1), 10_000)
}

function tooManyPixels(width: number, height: number, limit: number) {
  return new LimitExceeded(
    `This picture is ${width} × ${height} pixels; previews are made up to ${Math.round(limit / 1e6)} megapixels. The original is kept and can be downloaded.`
  )
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
