import type { MediaContext, Raster, Recipe, RenderedFile } from './media.ts'

/** Makes renditions from a raster. Runs in a process of its own, as decoders do. */
export interface RenditionMaker {
  /** Name and version, such as `export_image@1`. Part of the key of every rendition it makes. */
  readonly maker: string

  accepts(recipe: Recipe): boolean

  /** Writes the rendition to `outPath` and says what it wrote. The host compares `size` with the file. */
  make(raster: Raster, recipe: Recipe, outPath: string, context: MediaContext): Promise<Omit<RenderedFile, 'path'>>

  /** Proves that what it depends on works here, or throws. */
  check?(): Promise<void>
}
