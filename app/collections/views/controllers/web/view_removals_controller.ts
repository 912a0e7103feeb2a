import type { HttpContext } from '@adonisjs/core/http'
import { RemoveView } from '../../actions/remove_view.ts'
import ViewPolicy from '../../view_policy.ts'
import { findView } from '../../visible_views.ts'

/** Deleting at once; the way back is offered on the next page. */
export default class ViewRemovalsController {
  async store({ params, response, bouncer, session, visitor }: HttpContext) {
    const view = await findView(visitor, params.id)
    await bouncer.with(ViewPolicy).authorize('manage', view)
    await new RemoveView().handle(visitor, view)
    session.flash('deletedView', { id: view.id, name: view.name })
    return response.redirect().toPath('/views')
  }
}
