import type { HttpContext } from '@adonisjs/core/http'
import { CreateCollection } from '../../actions/create_collection.ts'
import { DeleteCollection } from '../../actions/delete_collection.ts'
import { UpdateCollection } from '../../actions/update_collection.ts'
import CollectionPolicy from '../../policies/collection_policy.ts'
import { describeCollection } from '../../queries/describe_collection.ts'
import { FindCollection } from '../../queries/find_collection.ts'
import { ListCollections } from '../../queries/list_collections.ts'
import { placeForCollection } from '../../queries/place_for_collection.ts'
import { createCollectionValidator, listCollectionsValidator, updateCollectionValidator } from '../../validators/collection_validators.ts'

export default class CollectionsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(CollectionPolicy).authorize('list')
    const { kind, ...wanted } = await listCollectionsValidator.validate(request.qs())
    return new ListCollections().handle(visitor, { ...wanted, kinds: kind && [kind] })
  }

  async show({ params, bouncer, visitor }: HttpContext) {
    await bouncer.with(CollectionPolicy).authorize('list')
    return describeCollection(visitor, params.id)
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(CollectionPolicy).authorize('list')
    const place = await placeForCollection(visitor, await createCollectionValidator().validate(request.body()))
    await bouncer.with(CollectionPolicy).authorize('manage', place)
    const { id } = await new CreateCollection().handle(visitor, place)
    const created = await describeCollection(visitor, id)
    response.status(201).header('Location', created.links.self)
    return created
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('manage', collection)
    const { query, ...changes } = await updateCollectionValidator().validate(request.body())
    await new UpdateCollection().handle(visitor, collection, { ...changes, question: query })
    return describeCollection(visitor, collection.id)
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('manage', collection)
    await new DeleteCollection().handle(visitor, collection)
    response.noContent()
  }
}
