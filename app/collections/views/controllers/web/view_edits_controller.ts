import type { HttpContext } from '@adonisjs/core/http'
import { PreferView } from '../../actions/prefer_view.ts'
import { UpdateView } from '../../actions/update_view.ts'
import { updateViewValidator } from '../../validators.ts'
import ViewPolicy from '../../view_policy.ts'
import { findView } from '../../visible_views.ts'

/** Renaming, sharing and preferring by a form. */
export default class ViewEditsController {
  async store({ params, request, response, bouncer, visitor }: HttpContext) {
    const view = await findView(visitor, params.id)
    const { isDefault, name, isShared } = await updateViewValidator().validate(request.only(['name', 'isShared', 'isDefault']))
    if (name !== undefined || isShared !== undefined) {
      await bouncer.with(ViewPolicy).authorize('manage', view)
      if (isShared) await bouncer.with(ViewPolicy).authorize('share', view.brandId)
      await new UpdateView().handle(visitor, view, { name, isShared })
    }
    if (isDefault !== undefined) await new PreferView().handle(visitor, view.id, isDefault)
    return response.redirect().toPath('/views')
  }
}
