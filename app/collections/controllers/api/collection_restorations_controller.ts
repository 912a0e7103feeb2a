import type { HttpContext } from '@adonisjs/core/http'
import { RestoreCollection } from '../../actions/restore_collection.ts'
import CollectionPolicy from '../../policies/collection_policy.ts'
import { describeCollection } from '../../queries/describe_collection.ts'
import { FindCollection } from '../../queries/find_collection.ts'

export default class CollectionRestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id, { deleted: true })
    await bouncer.with(CollectionPolicy).authorize('manage', collection)
    await new RestoreCollection().handle(visitor, collection)
    response.status(201)
    return describeCollection(visitor, collection.id)
  }
}
