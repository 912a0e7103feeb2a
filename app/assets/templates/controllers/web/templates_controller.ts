import type { HttpContext } from '@adonisjs/core/http'
import { answerForm, libraryBrandsOf, UNTOUCHED, type FormState } from '#identity'
import { AssetWords } from '../../../controllers/web/asset_words.ts'
import { WriteTemplate } from '../../actions/write_template.ts'
import { findTemplate, findTemplates } from '../../find_templates.ts'
import type { MetadataTemplate } from '../../metadata_template.ts'
import TemplatePolicy from '../../template_policy.ts'
import { fieldSightOf, toTemplatesJson } from '../../template_transformer.ts'
import { createTemplateValidator, updateTemplateValidator } from '../../validators.ts'
import { categoriesFor, templateForm, valuesFrom } from './template_form.ts'

/** Metadata templates by plain pages and forms. */
export default class TemplatesController {
  async index(ctx: HttpContext) {
    await ctx.bouncer.with(TemplatePolicy).authorize('manageSome')
    return this.#list(ctx, UNTOUCHED)
  }

  /** A name and a brand first; then there is a page for what it says. */
  async store(ctx: HttpContext) {
    await ctx.bouncer.with(TemplatePolicy).authorize('manageSome')
    const create = async () => {
      const { name, brandId } = ctx.request.only(['name', 'brandId'])
      const wanted = await createTemplateValidator().validate({ name, brandId: brandId || null })
      await ctx.bouncer.with(TemplatePolicy).authorize('manage', { brandId: wanted.brandId ?? null })
      const { id } = await new WriteTemplate().create(ctx.visitor, { name: wanted.name, brandId: wanted.brandId ?? null })
      return ctx.response.redirect().toPath(`/metadata-templates/${id}`)
    }
    return answerForm(ctx, create, (form) => this.#list(ctx, form))
  }

  async show(ctx: HttpContext) {
    const template = await this.#managed(ctx)
    return this.#page(ctx, template, UNTOUCHED)
  }

  async update(ctx: HttpContext) {
    const template = await this.#managed(ctx)
    const update = async () => {
      const { name, ...posted } = ctx.request.body()
      const [json] = await toTemplatesJson(ctx.visitor, [template])
      const groups = await templateForm(ctx.visitor, json!, new AssetWords(), posted)
      const changes = await updateTemplateValidator().validate({ name, values: valuesFrom(groups, posted) })
      const isSeen = await fieldSightOf(ctx.visitor)
      // What the form does not offer it cannot take away.
      const offered = new Set(groups.flatMap(({ fields }) => fields.map((field) => field.name)))
      const isMeant = (key: string) => offered.has(`fields.${key}`) && isSeen(key, template.brandId)
      await new WriteTemplate().update(ctx.visitor, template.id, changes, isMeant)
      return ctx.response.redirect().toPath('/metadata-templates')
    }
    return answerForm(ctx, update, (form) => this.#page(ctx, template, form))
  }

  async destroy(ctx: HttpContext) {
    const template = await this.#managed(ctx)
    await new WriteTemplate().remove(ctx.visitor, template)
    return ctx.response.redirect().toPath('/metadata-templates')
  }

  async #managed({ params, bouncer, visitor }: HttpContext): Promise<MetadataTemplate> {
    const template = await findTemplate(visitor, params.id)
    await bouncer.with(TemplatePolicy).authorize('manage', template)
    return template
  }

  async #list({ view, visitor }: HttpContext, form: FormState) {
    const templates = await findTemplates(visitor)
    const brands = await libraryBrandsOf(visitor)
    return view.render('assets/templates', {
      form,
      templates: templates.filter(({ brandId }) => visitor.can('templates.manage', brandId)),
      brandNames: new Map(brands.map(({ id, name }) => [id, name])),
      managed: brands.filter(({ id }) => visitor.can('templates.manage', id)),
      mayServeAll: visitor.can('templates.manage'),
    })
  }

  async #page({ view, visitor }: HttpContext, template: MetadataTemplate, form: FormState) {
    const [json] = await toTemplatesJson(visitor, [template])
    return view.render('assets/template', {
      form,
      template,
      name: form.isFresh ? template.name : form.values.name,
      groups: await templateForm(visitor, json!, new AssetWords(), form.isFresh ? null : form.values),
      categories: await categoriesFor(visitor, json!),
      problems: [form.problem, ...Object.values(form.errors)].filter(Boolean),
      errors: null,
      strict: false,
    })
  }
}
