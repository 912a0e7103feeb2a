import type { HttpContext } from '@adonisjs/core/http'
import { DeleteTag } from '../../actions/delete_tag.ts'
import TagPolicy from '../../policies/tag_policy.ts'
import { findTag } from '../../queries/find_tag.ts'
import { toTagJson } from '../../tag_transformer.ts'

export default class TagRestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const tag = await findTag(visitor, params.id, { deleted: true })
    await bouncer.with(TagPolicy).authorize('manage', tag)
    await new DeleteTag().takeBack(visitor, tag.id)
    response.status(201)
    return toTagJson(await findTag(visitor, tag.id), visitor)
  }
}
