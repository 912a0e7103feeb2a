import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#core/http/index'
import { RestoreCollection } from '../../actions/restore_collection.ts'
import CollectionPolicy from '../../policies/collection_policy.ts'
import { FindCollection } from '../../queries/find_collection.ts'

export default class CollectionRestorationsController {
  async store({ params, response, bouncer, session, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id, { deleted: true })
    await bouncer.with(CollectionPolicy).authorize('manage', collection)
    try {
      await new RestoreCollection().handle(visitor, collection)
      return response.redirect().toPath(`/assets?collection=${collection.id}`)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      session.flash('collectionProblem', error.detail)
      return response.redirect().toPath('/assets')
    }
  }
}
