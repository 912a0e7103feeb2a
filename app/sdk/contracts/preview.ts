import type { MediaContext, MediaFacts, MediaInput, Raster, RasterRequest } from './media.ts'

/**
 * Decodes one family of formats. Runs in a process of its own, one call at a time, with limits on memory and time:
 * a call that exceeds them is killed, and only that file fails. Throws `Unreadable` for a broken file and
 * `LimitExceeded` for one that asks for too much.
 */
export interface PreviewDecoder {
  /** Name and version, such as `preview_pdf@1`. Part of the key of every rendition: a new one makes all renditions anew. */
  readonly maker: string

  accepts(mimeType: string): boolean

  /** Looks at the headers only, where the format allows it. */
  describe(input: MediaInput, context: MediaContext): Promise<MediaFacts>

  /** The picture that stands for the file, or null where there is nothing to see, as in sound without a cover. */
  raster(input: MediaInput, request: RasterRequest, context: MediaContext): Promise<Raster | null>

  /** The words in the file, for search. At most `limits.textBytes` in UTF-8. */
  text?(input: MediaInput, context: MediaContext): Promise<string>

  /** Proves that what it depends on works here, or throws. */
  check?(): Promise<void>
}
