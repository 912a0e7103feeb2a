import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#core/http/index'
import { CreateCollection } from '../../actions/create_collection.ts'
import CollectionPolicy from '../../policies/collection_policy.ts'
import { describeCollection } from '../../queries/describe_collection.ts'
import { FindCollection } from '../../queries/find_collection.ts'
import { FindTree } from '../../queries/find_tree.ts'
import { ListCollections } from '../../queries/list_collections.ts'
import { placeForCollection } from '../../queries/place_for_collection.ts'
import { accessPart } from '../../rights/controllers/web/access_part.ts'
import { createCollectionValidator } from '../../validators/collection_validators.ts'

/** Collections by plain pages and forms: found by name, made, and looked after. */
export default class CollectionsController {
  async index({ request, bouncer, view, visitor }: HttpContext) {
    await bouncer.with(CollectionPolicy).authorize('list')
    const text = String(request.input('text') ?? '').slice(0, 200)
    const { data } = await new ListCollections().handle(visitor, { text, brand: visitor.activeBrand ?? undefined, limit: 200 })
    return view.render('collections/found', { text, collections: data })
  }

  async show({ params, bouncer, session, view, visitor }: HttpContext) {
    const found = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('lookAfter', found)
    const collection = await describeCollection(visitor, found.id)
    const { data } = found.brandId
      ? await new ListCollections().handle(visitor, { kinds: ['library'], brand: found.brandId, limit: 200 })
      : { data: [] }
    const path = await new FindTree().path(visitor, found.id)
    return view.render('collections/one', {
      collection,
      path: path.slice(0, -1),
      places: data.filter((one) => one.id !== found.id && one.level === 'manage'),
      ...(found.rights.mayShare ? await accessPart(visitor, found) : {}),
      problem: session.flashMessages.get('collectionProblem') as string | undefined,
    })
  }

  async store({ request, response, bouncer, session, visitor }: HttpContext) {
    await bouncer.with(CollectionPolicy).authorize('list')
    const { parentId, ...wanted } = request.except(['_csrf'])
    const place = await placeForCollection(
      visitor,
      await createCollectionValidator().validate({ ...wanted, ...(parentId ? { parentId } : {}) })
    )
    await bouncer.with(CollectionPolicy).authorize('manage', place)
    try {
      const { id } = await new CreateCollection().handle(visitor, place)
      return response.redirect().toPath(`/assets?collection=${id}`)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      session.flash('collectionProblem', error.detail)
      return response.redirect().toPath(place.parentId ? `/assets?collection=${place.parentId}` : '/assets')
    }
  }
}
