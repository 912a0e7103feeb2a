// Stand-in so that the application boots until the media pool lands here; to be replaced whole.
import type { MediaFacts, MediaInput, Recipe, RenderedFile } from '@damson/sdk'

export type Digest = {
  facts: MediaFacts | null
  thumb: RenderedFile | null
  thumbHash: string | null
  previewError?: { code: string; message: string } | null
}

type Options = { priority?: number; signal?: AbortSignal }

export class MediaPool {
  canPreview(mimeType: string): boolean {
    return mimeType === '' && false
  }
  makerKey(mimeType: string, recipe: Recipe): string {
    return `${mimeType}/${recipe.kind}`
  }
  digest(input: MediaInput, recipe: Recipe, outDir: string, options: Options = {}): Promise<Digest> {
    return Promise.reject(new Error(`${input.path} ${recipe.kind} ${outDir} ${options.priority}`))
  }
  render(input: MediaInput, recipe: Recipe, outDir: string, options: Options = {}): Promise<RenderedFile> {
    return Promise.reject(new Error(`${input.path} ${recipe.kind} ${outDir} ${options.priority}`))
  }
  text(input: MediaInput): Promise<string> {
    return Promise.resolve(input.path ? '' : '')
  }
}
