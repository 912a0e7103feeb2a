import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#core/http/index'
import { FindPlace } from '#assets'
import CollectionPolicy from '../../../policies/collection_policy.ts'
import { FindCollection } from '../../../queries/find_collection.ts'
import { OrderAssets, type Move } from '../../order_assets.ts'
import { moveValidator } from '../../validators.ts'

/** One step, or all the way, by a form beside the asset. */
export default class MovesController {
  async store({ params, request, response, bouncer, session, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('file', collection)
    const { assetId, to } = await moveValidator.validate(request.body())
    const place = await new FindPlace().handle(visitor, assetId, { more: { collection: collection.id }, sort: 'hand' })
    const ends: Record<string, Omit<Move, 'ids'> | null> = {
      first: { after: null },
      last: { before: null },
      earlier: place?.previous ? { before: place.previous } : null,
      later: place?.next ? { after: place.next } : null,
    }
    try {
      if (ends[to]) await new OrderAssets().handle(visitor, collection, { ids: [assetId], ...ends[to] })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      session.flash('collectionProblem', error.detail)
    }
    return response.redirect().toPath(`/assets/${assetId}?collection=${collection.id}&sort=hand`)
  }
}
