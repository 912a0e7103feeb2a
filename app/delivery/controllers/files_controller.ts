import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { disposition } from '../disposition.ts'
import { FindDeliverable } from '../queries/find_deliverable.ts'
import { SendBytes } from '../send_bytes.ts'
import { servedType } from '../served_type.ts'

/** The original, byte for byte as it was uploaded. */
@inject()
export default class FilesController {
  constructor(private sendBytes: SendBytes) {}

  async show(ctx: HttpContext) {
    const { asset, admission } = await new FindDeliverable().handle(ctx.visitor, ctx.params.id)
    const { contentType, inline } = servedType(asset.mimeType)
    const asAttachment = !inline || ['1', 'true'].includes(String(ctx.request.qs().download))
    await this.sendBytes.handle(ctx, admission, {
      storageKey: asset.storageKey,
      size: asset.size,
      contentType,
      etag: asset.sha256,
      modifiedAt: asset.createdAt,
      disposition: disposition(asset.fileName, asAttachment),
      cacheControl: 'private, no-cache',
    })
  }
}
