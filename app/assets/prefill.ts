import type { Blob, EmbeddedMetadata } from '#files'
import type { Asset } from './models/asset.ts'

export function embeddedOf(blob: Blob): EmbeddedMetadata | null {
  return blob.embedded ? (JSON.parse(blob.embedded) as EmbeddedMetadata) : null
}

/** Puts what a file says about itself into the fields of the card that are still empty. */
export function prefill(asset: Asset, embedded: EmbeddedMetadata | null) {
  if (!embedded) return
  asset.title ??= embedded.title
  asset.description ??= embedded.description
  asset.copyright ??= embedded.copyright
  if (asset.keywords.length === 0) asset.keywords = embedded.keywords
}
