import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#core/http/index'
import { Brand } from '#identity'
import { CreateField } from '../../actions/create_field.ts'
import { DeleteField } from '../../actions/delete_field.ts'
import { UpdateField } from '../../actions/update_field.ts'
import { toFieldJson } from '../../field_transformer.ts'
import FieldPolicy from '../../policies/field_policy.ts'
import { findField } from '../../queries/find_field.ts'
import { ListFields } from '../../queries/list_fields.ts'
import { createFieldValidator, listFieldsValidator, updateFieldValidator } from '../../validators/field_validators.ts'

export default class FieldsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(FieldPolicy).authorize('list')
    const { deleted, ...wanted } = await listFieldsValidator.validate(request.qs())
    const fields = deleted ? await new ListFields().deleted(visitor) : await new ListFields().handle(visitor, wanted)
    return { data: fields.map(toFieldJson), meta: { total: fields.length, totalIsCapped: false, next: null } }
  }

  async show({ params, bouncer, visitor }: HttpContext) {
    await bouncer.with(FieldPolicy).authorize('list')
    return toFieldJson(await findField(visitor, params.id))
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(FieldPolicy).authorize('manageSome')
    const { brandId = null, ...wanted } = await createFieldValidator.validate(request.body())
    if (brandId !== null && !(visitor.can('assets.view', brandId) && (await Brand.find(brandId)))) throw new NotFound('brand')
    await bouncer.with(FieldPolicy).authorize('manage', { brandId })
    const field = toFieldJson(await new CreateField().handle(visitor, { ...wanted, brandId }))
    response.status(201).header('Location', field.links.self)
    return field
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const field = await findField(visitor, params.id)
    await bouncer.with(FieldPolicy).authorize('manage', field)
    return toFieldJson(await new UpdateField().handle(visitor, field.id, await updateFieldValidator.validate(request.body())))
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const field = await findField(visitor, params.id)
    await bouncer.with(FieldPolicy).authorize('manage', field)
    await new DeleteField().handle(visitor, field.id)
    response.noContent()
  }
}
