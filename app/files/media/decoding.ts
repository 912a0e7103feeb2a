import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { LimitExceeded, PluginError, Unreadable, type MediaContext, type MediaFacts, type PreviewDecoder, type Recipe } from '@damson/sdk'
import type { PluginHost } from '#plugin_host'
import { dominantColour } from './colour.ts'
import type { Digest, Look, MadeFile, MediaRequest, MediaResults } from './protocol.ts'

/** With no edge given, a rendition is no larger than this, unless the file is a picture itself. */
const DEFAULT_LONG_EDGE = 2048
/** Covering a box, or following one edge, may need a longer edge than the recipe names; a page is √2 as long as it is wide. */
const FOLLOWING_EDGE = 1.5
/** A ThumbHash keeps a few waves per edge, so more pixels would add nothing but time. */
const THUMB_HASH_EDGE = 32

/** What a media process does: decoders and makers, put together. */
export class Decoding {
  constructor(private host: PluginHost) {}

  async run(request: MediaRequest, onFacts: (facts: MediaFacts) => void): Promise<MediaResults[keyof MediaResults]> {
    const context = { workDir: request.workDir, limits: request.limits }
    if (request.kind === 'look') return lookOf(request.input.path)
    const decoder = this.host.previewFor(request.input.mimeType)
    if (!decoder) throw new Unreadable(`There is no preview for files of the type ${request.input.mimeType}.`)
    if (request.kind === 'text') return (await decoder.text?.(request.input, context)) ?? ''
    if (request.kind === 'digest') return this.#digest(decoder, request, context, onFacts)
    const rendered = await this.#render(decoder, request, context)
    if (!rendered) throw new Unreadable('There is nothing to see in this file.')
    return rendered
  }

  /** Facts and thumbnail in one go; facts that were found stay, whatever happens after. */
  async #digest(
    decoder: PreviewDecoder,
    request: Extract<MediaRequest, { kind: 'digest' }>,
    context: MediaContext,
    onFacts: (facts: MediaFacts) => void
  ): Promise<Digest> {
    const facts = await decoder.describe(request.input, context)
    onFacts(facts)
    try {
      return { facts, thumb: await this.#render(decoder, request, context) }
    } catch (error) {
      if (!(error instanceof Unreadable || error instanceof LimitExceeded)) throw error
      return { facts, thumb: null, previewError: { code: error.code, message: error.message } }
    }
  }

  async #render(
    decoder: PreviewDecoder,
    { input, recipe, outPath }: Extract<MediaRequest, { kind: 'digest' | 'render' }>,
    context: MediaContext
  ): Promise<MadeFile | null> {
    const maker = this.host.makerFor(recipe)
    if (!maker) throw new PluginError(`No plugin makes ${recipe.kind} renditions as ${recipe.format}.`, { code: 'no_maker' })
    const raster = await decoder.raster(input, { longEdge: longEdgeFor(recipe), page: recipe.page }, context)
    if (!raster) return null
    const made = await maker.make(raster, recipe, outPath, context)
    // One file at a time is all that this process does, so it may be read at once.
    return { path: outPath, ...made, sha256: hash('sha256', readFileSync(outPath)) }
  }
}

function longEdgeFor({ width, height, fit }: Recipe): number {
  if (!width && !height) return DEFAULT_LONG_EDGE
  const longest = Math.max(width ?? 0, height ?? 0)
  return width && height && fit !== 'cover' ? longest : Math.ceil(longest * FOLLOWING_EDGE)
}

async function lookOf(path: string): Promise<Look> {
  const { data, info } = await sharp(path)
    .resize({ width: THUMB_HASH_EDGE, height: THUMB_HASH_EDGE, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const thumbHash = Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
  return { thumbHash, colour: dominantColour(data) }
}
