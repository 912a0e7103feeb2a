import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { nameWithoutExtension } from '#files'
import { DescribedCopy } from '../described_copy.ts'
import { disposition } from '../disposition.ts'
import { FindDeliverable } from '../queries/find_deliverable.ts'
import { SendBytes } from '../send_bytes.ts'

/** The metadata of an asset as XMP, to lie beside its file. */
@inject()
export default class SidecarsController {
  constructor(
    private sendBytes: SendBytes,
    private describedCopy: DescribedCopy
  ) {}

  async show(ctx: HttpContext) {
    const { asset, admission } = await new FindDeliverable().handle(ctx.visitor, ctx.params.id)
    const { etag, make } = await this.describedCopy.sidecar(ctx.visitor, asset)
    const told = {
      etag,
      contentType: 'application/rdf+xml; charset=utf-8',
      disposition: disposition(`${nameWithoutExtension(asset.fileName)}.xmp`, true),
      cacheControl: 'private, no-cache',
    }
    await this.sendBytes.made(ctx, admission, told, make)
  }
}
