import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { LimitExceeded, Unreadable, type Recipe } from '@damson/sdk'
import { NotFound } from '#core/http/index'
import { findRendition, MakeRendition, PREVIEW, RenditionUnavailable, THUMB, type StoredRendition } from '#files'
import { disposition } from '../disposition.ts'
import { FindDeliverable, type Deliverable } from '../queries/find_deliverable.ts'
import { SendBytes } from '../send_bytes.ts'
import { MAX_EDGE, renditionValidator } from '../validators/rendition_validator.ts'

const FIXED: Record<string, Recipe> = { thumb: THUMB, preview: PREVIEW }

/** Pictures made of an asset: the two that every asset has, and any other by its measures. */
@inject()
export default class RenditionsController {
  constructor(
    private sendBytes: SendBytes,
    private makeRendition: MakeRendition
  ) {}

  async show(ctx: HttpContext) {
    const { asset, admission } = await new FindDeliverable().handle(ctx.visitor, ctx.params.id)
    const recipe = await this.#recipe(ctx)
    const rendition = await this.#find(asset, recipe, ctx.params.name)
    await this.sendBytes.handle(ctx, admission, {
      storageKey: rendition.storageKey,
      size: Number(rendition.size),
      contentType: rendition.mimeType,
      etag: rendition.recipeKey,
      modifiedAt: Number(rendition.createdAt),
      disposition: disposition(`${asset.name}.${recipe.format}`, ctx.request.qs().download === '1'),
      // The key changes with the bytes, so nothing stale is shown; ten minutes bound what a withdrawn right still shows.
      cacheControl: 'private, max-age=600',
    })
  }

  async #recipe({ params, request }: HttpContext): Promise<Recipe> {
    const fixed = FIXED[params.name]
    if (fixed) return fixed
    if (params.name !== 'image') throw new NotFound('rendition')
    const { page, ...wanted } = await renditionValidator.validate(request.qs())
    const bounded = wanted.width || wanted.height ? {} : { width: MAX_EDGE, height: MAX_EDGE }
    // People count pages from one, decoders from nought.
    return {
      kind: 'image',
      fit: 'inside',
      format: 'webp',
      quality: 80,
      effort: 2,
      ...bounded,
      ...wanted,
      ...(page ? { page: page - 1 } : {}),
    }
  }

  async #find(asset: Deliverable, recipe: Recipe, name: string): Promise<StoredRendition> {
    try {
      const found = await findRendition(asset.blobId, this.makeRendition.keyOf(asset, recipe))
      if (found) return found
      if (asset.state === 'failed') throw new RenditionUnavailable(asset.errorMessage ?? 'This file cannot be shown.')
      return await this.makeRendition.make({ ...asset, id: asset.blobId }, recipe, name)
    } catch (error) {
      if (error instanceof Unreadable || error instanceof LimitExceeded) throw new RenditionUnavailable(error.message)
      throw error
    }
  }
}
