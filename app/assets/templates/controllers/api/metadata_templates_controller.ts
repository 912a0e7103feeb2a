import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#core/http/index'
import { Brand } from '#identity'
import { WriteTemplate } from '../../actions/write_template.ts'
import { findTemplate, findTemplates } from '../../find_templates.ts'
import TemplatePolicy from '../../template_policy.ts'
import { fieldSightOf, toTemplatesJson } from '../../template_transformer.ts'
import { createTemplateValidator, listTemplatesValidator, updateTemplateValidator } from '../../validators.ts'

export default class MetadataTemplatesController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(TemplatePolicy).authorize('list')
    const templates = await findTemplates(visitor, await listTemplatesValidator.validate(request.qs()))
    return { data: await toTemplatesJson(visitor, templates), meta: { total: templates.length, totalIsCapped: false, next: null } }
  }

  async show({ params, visitor }: HttpContext) {
    const [template] = await toTemplatesJson(visitor, [await findTemplate(visitor, params.id)])
    return template
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(TemplatePolicy).authorize('manageSome')
    const { brandId = null, ...wanted } = await createTemplateValidator().validate(request.body())
    if (brandId !== null && (!visitor.can('assets.view', brandId) || !(await Brand.find(brandId)))) throw new NotFound('brand')
    await bouncer.with(TemplatePolicy).authorize('manage', { brandId })
    const [template] = await toTemplatesJson(visitor, [await new WriteTemplate().create(visitor, { ...wanted, brandId })])
    response.status(201).header('Location', template!.links.self)
    return template
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const { id, brandId } = await findTemplate(visitor, params.id)
    await bouncer.with(TemplatePolicy).authorize('manage', { brandId })
    const changes = await updateTemplateValidator().validate(request.body())
    const isSeen = await fieldSightOf(visitor)
    const updated = await new WriteTemplate().update(visitor, id, changes, (key) => isSeen(key, brandId))
    const [template] = await toTemplatesJson(visitor, [updated])
    return template
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const template = await findTemplate(visitor, params.id)
    await bouncer.with(TemplatePolicy).authorize('manage', template)
    await new WriteTemplate().remove(visitor, template)
    response.noContent()
  }
}
