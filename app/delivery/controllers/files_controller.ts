import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { DescribedCopy } from '../described_copy.ts'
import { disposition } from '../disposition.ts'
import { FindDeliverable } from '../queries/find_deliverable.ts'
import { SendBytes } from '../send_bytes.ts'
import { servedType } from '../served_type.ts'
import { fileValidator } from '../validators/file_validator.ts'

/** The original, byte for byte as it was uploaded, or a copy in which its metadata is written. */
@inject()
export default class FilesController {
  constructor(
    private sendBytes: SendBytes,
    private describedCopy: DescribedCopy
  ) {}

  async show(ctx: HttpContext) {
    const { asset, admission } = await new FindDeliverable().handle(ctx.visitor, ctx.params.id)
    const { metadata } = await fileValidator.validate(ctx.request.qs())
    const { contentType, inline } = servedType(asset.mimeType)
    const asAttachment = !inline || ['1', 'true'].includes(String(ctx.request.qs().download))
    const told = { contentType, disposition: disposition(asset.fileName, asAttachment), cacheControl: 'private, no-cache' }
    const copy = metadata === 'embed' ? await this.describedCopy.embedded(ctx.visitor, asset) : null
    if (copy) return this.sendBytes.made(ctx, admission, { ...told, etag: copy.etag }, copy.make)
    await this.sendBytes.handle(ctx, admission, {
      ...told,
      storageKey: asset.storageKey,
      size: asset.size,
      etag: asset.sha256,
      modifiedAt: asset.createdAt,
    })
  }
}
