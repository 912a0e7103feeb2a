import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#core/http/index'
import { UpdateCollection } from '../../actions/update_collection.ts'
import CollectionPolicy from '../../policies/collection_policy.ts'
import { FindCollection } from '../../queries/find_collection.ts'
import { updateCollectionValidator } from '../../validators/collection_validators.ts'

/** Renaming and moving by a form. */
export default class CollectionEditsController {
  async store({ params, request, response, bouncer, session, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('manage', collection)
    const { name, parentId, others } = request.only(['name', 'parentId', 'others']) as { name?: string; parentId?: string; others?: string }
    const changes = { name, others, ...(parentId === undefined ? {} : { parentId: parentId === 'none' ? null : parentId }) }
    try {
      await new UpdateCollection().handle(visitor, collection, await updateCollectionValidator().validate(changes))
      return response.redirect().toPath(`/assets?collection=${collection.id}`)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      session.flash('collectionProblem', error.detail)
      return response.redirect().toPath(`/collections/${collection.id}`)
    }
  }
}
