import type { HttpContext } from '@adonisjs/core/http'
import { RemoveView } from '../../actions/remove_view.ts'
import ViewPolicy from '../../view_policy.ts'
import { describeView, findView } from '../../visible_views.ts'

export default class ViewRestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const view = await findView(visitor, params.id, { deleted: true })
    await bouncer.with(ViewPolicy).authorize('manage', view)
    await new RemoveView().takeBack(visitor, view)
    response.status(201)
    return describeView(visitor, view.id)
  }
}
