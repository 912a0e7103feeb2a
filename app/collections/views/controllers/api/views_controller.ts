import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#core/http/index'
import { CreateView } from '../../actions/create_view.ts'
import { PreferView } from '../../actions/prefer_view.ts'
import { RemoveView } from '../../actions/remove_view.ts'
import { UpdateView } from '../../actions/update_view.ts'
import { createViewValidator, listViewsValidator, updateViewValidator } from '../../validators.ts'
import ViewPolicy from '../../view_policy.ts'
import { describeView, findView, listViews } from '../../visible_views.ts'

export default class ViewsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(ViewPolicy).authorize('list')
    const { brand } = await listViewsValidator.validate(request.qs())
    const data = await listViews(visitor, brand)
    return { data, meta: { total: data.length, totalIsCapped: false, next: null } }
  }

  async show({ params, bouncer, visitor }: HttpContext) {
    await bouncer.with(ViewPolicy).authorize('list')
    return describeView(visitor, params.id)
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(ViewPolicy).authorize('list')
    const { query, brandId = null, isShared = false, isDefault = false, name } = await createViewValidator().validate(request.body())
    if (brandId && !visitor.can('assets.view', brandId)) throw new NotFound('brand')
    if (isShared) await bouncer.with(ViewPolicy).authorize('share', brandId)
    const { id } = await new CreateView().handle(visitor, { name, question: query, brandId, isShared, isDefault })
    const created = await describeView(visitor, id)
    response.status(201).header('Location', created.links.self)
    return created
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const view = await findView(visitor, params.id)
    const { isDefault, query, ...changes } = await updateViewValidator().validate(request.body())
    if (query || Object.keys(changes).length > 0) {
      await bouncer.with(ViewPolicy).authorize('manage', view)
      if (changes.isShared) await bouncer.with(ViewPolicy).authorize('share', view.brandId)
      await new UpdateView().handle(visitor, view, { ...changes, question: query })
    }
    if (isDefault !== undefined) await new PreferView().handle(visitor, view.id, isDefault)
    return describeView(visitor, view.id)
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const view = await findView(visitor, params.id)
    await bouncer.with(ViewPolicy).authorize('manage', view)
    await new RemoveView().handle(visitor, view)
    response.noContent()
  }
}
