import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#core/http/index'
import { CreateCollection } from '../../../actions/create_collection.ts'
import CollectionPolicy from '../../../policies/collection_policy.ts'
import { placeForCollection } from '../../../queries/place_for_collection.ts'
import { questionOfSearch, searchOf } from '../../../question.ts'
import { CreateView } from '../../actions/create_view.ts'
import { saveViewValidator } from '../../validators.ts'
import ViewPolicy from '../../view_policy.ts'
import { listViews } from '../../visible_views.ts'

/** Views by plain pages and forms: kept from the library, and looked after in a list. */
export default class ViewsController {
  async index({ bouncer, view, visitor }: HttpContext) {
    await bouncer.with(ViewPolicy).authorize('list')
    const policy = new ViewPolicy()
    const views = await listViews(visitor)
    return view.render('collections/views/index', {
      views: views.map((one) => ({
        ...one,
        canManage: one.isOwn || (one.isShared && policy.share(visitor, one.brandId)),
        canShare: policy.share(visitor, one.brandId),
      })),
    })
  }

  /** Keeps what the library shows as a view, or as a smart collection. */
  async store({ request, response, bouncer, session, visitor, activeBrand }: HttpContext) {
    await bouncer.with(ViewPolicy).authorize('list')
    const { name, search, as, isDefault = false } = await saveViewValidator.validate(request.body())
    const question = await questionOfSearch(search)
    try {
      if (as === 'smart') {
        const place = await placeForCollection(visitor, { kind: 'smart', name, query: question })
        await bouncer.with(CollectionPolicy).authorize('manage', place)
        const { id } = await new CreateCollection().handle(visitor, place)
        return response.redirect().toPath(`/assets?collection=${id}`)
      }
      if (as === 'shared') await bouncer.with(ViewPolicy).authorize('share', activeBrand)
      await new CreateView().handle(visitor, { name, question, brandId: activeBrand, isShared: as === 'shared', isDefault })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      session.flash('collectionProblem', error.detail)
    }
    return response.redirect().toPath(`/assets?${searchOf(question)}`)
  }
}
