import type { HttpContext } from '@adonisjs/core/http'
import { CreateTag } from '../../actions/create_tag.ts'
import { DeleteTag } from '../../actions/delete_tag.ts'
import { UpdateTag } from '../../actions/update_tag.ts'
import TagPolicy from '../../policies/tag_policy.ts'
import { brandForTag } from '../../queries/brand_for_tag.ts'
import { findTag } from '../../queries/find_tag.ts'
import { ListTags } from '../../queries/list_tags.ts'
import { toTagJson } from '../../tag_transformer.ts'
import { createTagValidator, listTagsValidator, updateTagValidator } from '../../validators/tag_validators.ts'

export default class TagsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(TagPolicy).authorize('list')
    return new ListTags().handle(visitor, await listTagsValidator.validate(request.qs()))
  }

  async show({ params, bouncer, visitor }: HttpContext) {
    await bouncer.with(TagPolicy).authorize('list')
    return toTagJson(await findTag(visitor, params.id), visitor)
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(TagPolicy).authorize('manageSome')
    const wanted = await createTagValidator.validate(request.body())
    const brandId = await brandForTag(visitor, wanted.brandId)
    await bouncer.with(TagPolicy).authorize('manage', { brandId })
    const tag = toTagJson(await new CreateTag().handle(visitor, { ...wanted, brandId }), visitor)
    response.status(201).header('Location', tag.links.self)
    return tag
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const tag = await findTag(visitor, params.id)
    await bouncer.with(TagPolicy).authorize('manage', tag)
    return toTagJson(await new UpdateTag().handle(visitor, tag.id, await updateTagValidator.validate(request.body())), visitor)
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const tag = await findTag(visitor, params.id)
    await bouncer.with(TagPolicy).authorize('manage', tag)
    await new DeleteTag().handle(visitor, tag.id)
    response.noContent()
  }
}
