import { stat } from 'node:fs/promises'
import type { MediaContext, MediaFacts, MediaInput, PreviewDecoder, Raster, RasterRequest, Recipe, RenditionMaker } from '@damson/sdk'
import { NO_FACTS } from '@damson/sdk'
import type { Deadlines } from './config.ts'
import { PluginLied } from './errors.ts'
import type { Guard } from './guard.ts'

export class GuardedDecoder implements PreviewDecoder {
  readonly maker: string
  readonly text?: PreviewDecoder['text']

  constructor(
    private decoder: PreviewDecoder,
    private guard: Guard,
    private deadlines: Deadlines
  ) {
    this.maker = decoder.maker
    if (decoder.text) {
      this.text = async (input, context) => {
        const text = await this.#run('text', () => decoder.text!(input, context))
        return text.slice(0, context.limits.textBytes)
      }
    }
  }

  accepts(mimeType: string): boolean {
    return this.decoder.accepts(mimeType)
  }

  async describe(input: MediaInput, context: MediaContext): Promise<MediaFacts> {
    const facts = await this.#run('describe', () => this.decoder.describe(input, context))
    return { ...NO_FACTS, ...facts }
  }

  async raster(input: MediaInput, request: RasterRequest, context: MediaContext): Promise<Raster | null> {
    const raster = await this.#run('raster', () => this.decoder.raster(input, request, context))
    if (raster && 'pixels' in raster && raster.pixels.length !== raster.width * raster.height * raster.channels) {
      throw new PluginLied(this.guard.instance, 'its pixels are not as many as it says')
    }
    return raster
  }

  async check(): Promise<void> {
    if (this.decoder.check) await this.#run('check', () => this.decoder.check!())
  }

  #run<T>(call: string, work: () => Promise<T>): Promise<T> {
    return this.guard.run(call, this.deadlines.media, work)
  }
}

export class GuardedMaker implements RenditionMaker {
  readonly maker: string

  constructor(
    private made: RenditionMaker,
    private guard: Guard,
    private deadlines: Deadlines
  ) {
    this.maker = made.maker
  }

  accepts(recipe: Recipe): boolean {
    return this.made.accepts(recipe)
  }

  async make(raster: Raster, recipe: Recipe, outPath: string, context: MediaContext) {
    const said = await this.guard.run('make', this.deadlines.media, () => this.made.make(raster, recipe, outPath, context))
    const size = (await stat(outPath).catch(() => null))?.size
    if (size === undefined) throw new PluginLied(this.guard.instance, 'it says it made a file, and there is none')
    if (size !== said.size) {
      throw new PluginLied(this.guard.instance, `it says it made ${said.size} bytes, and the file has ${size}`)
    }
    return { mimeType: said.mimeType, width: said.width, height: said.height, size: said.size }
  }

  async check(): Promise<void> {
    if (this.made.check) await this.guard.run('check', this.deadlines.media, () => this.made.check!())
  }
}
