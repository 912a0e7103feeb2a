import type { HttpContext } from '@adonisjs/core/http'
import { findTag, TagPolicy, toTagJson } from '#taxonomy'
import { MergeTags } from '../../tags/merge_tags.ts'
import { mergeTagsValidator } from '../../validators/asset_validators.ts'

export default class TagMergesController {
  async store({ params, request, response, bouncer, visitor }: HttpContext) {
    const from = await findTag(visitor, params.id)
    await bouncer.with(TagPolicy).authorize('manage', from)
    const { into } = await mergeTagsValidator.validate(request.body())
    await new MergeTags().handle(visitor, from, await findTag(visitor, into))
    response.status(201)
    return toTagJson(await findTag(visitor, into), visitor)
  }
}
