import type { HttpContext } from '@adonisjs/core/http'
import { DeleteCollection } from '../../actions/delete_collection.ts'
import CollectionPolicy from '../../policies/collection_policy.ts'
import { FindCollection } from '../../queries/find_collection.ts'

/** Deleting at once; the way back is offered on the next page. */
export default class CollectionRemovalsController {
  async store({ params, response, bouncer, session, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('manage', collection)
    await new DeleteCollection().handle(visitor, collection)
    session.flash('deletedCollection', { id: collection.id, name: collection.name })
    return response.redirect().toPath('/assets')
  }
}
