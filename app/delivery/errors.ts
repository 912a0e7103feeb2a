import { Problem } from '#core/http/index'

export class MetadataNotEmbeddable extends Problem {
  constructor(asset: { id: string; fileName: string }, { message, cause }: Error) {
    super({
      status: 422,
      code: 'metadata_not_embeddable',
      title: 'No metadata in this file',
      detail: `No copy of "${asset.fileName}" with its metadata was made. ${message} Take the original, and the metadata as XMP from /api/v1/assets/${asset.id}/metadata.xmp, to lie beside it.`,
      cause,
    })
  }
}

export class SidecarUnavailable extends Problem {
  constructor({ message, cause }: Error) {
    super({ status: 503, code: 'xmp_unavailable', title: 'No XMP here', detail: `The metadata was not written as XMP. ${message}`, cause })
  }
}
