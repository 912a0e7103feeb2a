import type { HttpContext } from '@adonisjs/core/http'
import { answerForm, brandsOf, UNTOUCHED, validateForm } from '#identity'
import { CreateField } from '../../actions/create_field.ts'
import { DeleteField } from '../../actions/delete_field.ts'
import { UpdateField } from '../../actions/update_field.ts'
import FieldPolicy from '../../policies/field_policy.ts'
import { findField } from '../../queries/find_field.ts'
import { ListFields } from '../../queries/list_fields.ts'
import { fieldFormValidator, settingsOfForm } from '../../validators/field_form.ts'
import { createFieldValidator, updateFieldValidator } from '../../validators/field_validators.ts'
import { showField } from './field_page.ts'

export default class FieldsController {
  async index({ bouncer, view, visitor }: HttpContext) {
    await bouncer.with(FieldPolicy).authorize('manageSome')
    const fields = await new ListFields().managed(visitor)
    const brands = await brandsOf(visitor)
    return view.render('taxonomy/fields', {
      groups: [...Map.groupBy(fields, ({ group }) => group)].map(([label, own]) => ({ label, fields: own })),
      deleted: await new ListFields().deleted(visitor),
      brandNames: new Map(brands.map(({ id, name }) => [id, name])),
    })
  }

  async create(ctx: HttpContext) {
    await ctx.bouncer.with(FieldPolicy).authorize('manageSome')
    return showField(ctx, null, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(FieldPolicy).authorize('manageSome')
    const create = async () => {
      const { key, brandId, kind, ...form } = await validateForm(ctx, fieldFormValidator)
      const wanted = { ...settingsOfForm(form), kind, brandId: brandId ?? null, ...(key ? { key } : {}) }
      const given = await createFieldValidator.validate(wanted)
      await ctx.bouncer.with(FieldPolicy).authorize('manage', { brandId: given.brandId ?? null })
      const field = await new CreateField().handle(ctx.visitor, { ...given, brandId: given.brandId ?? null })
      ctx.session.flash('notice', 'field_made')
      return ctx.response.redirect().toPath(`/fields/${field.id}`)
    }
    return answerForm(ctx, create, (form) => showField(ctx, null, form))
  }

  async show(ctx: HttpContext) {
    const field = await findField(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(FieldPolicy).authorize('manage', field)
    return showField(ctx, field, UNTOUCHED)
  }

  async update(ctx: HttpContext) {
    const field = await findField(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(FieldPolicy).authorize('manage', field)
    const update = async () => {
      const form = await validateForm(ctx, fieldFormValidator)
      const changes = await updateFieldValidator.validate({ ...settingsOfForm(form), kind: form.kind })
      await new UpdateField().handle(ctx.visitor, field.id, changes)
      ctx.session.flash('notice', 'saved')
      return ctx.response.redirect().toPath(`/fields/${field.id}`)
    }
    return answerForm(ctx, update, (form) => showField(ctx, field, form))
  }

  async destroy(ctx: HttpContext) {
    const field = await findField(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(FieldPolicy).authorize('manage', field)
    await new DeleteField().handle(ctx.visitor, field.id)
    ctx.session.flash('notice', 'field_deleted')
    return ctx.response.redirect().toPath('/fields')
  }
}
