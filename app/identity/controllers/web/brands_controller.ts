import type { HttpContext } from '@adonisjs/core/http'
import { CreateBrand } from '../../actions/create_brand.ts'
import { DeleteBrand } from '../../actions/delete_brand.ts'
import { UpdateBrand } from '../../actions/update_brand.ts'
import { answerForm, UNTOUCHED, validateForm } from '../../forms.ts'
import BrandPolicy from '../../policies/brand_policy.ts'
import { brandsOf, findBrand } from '../../queries/find_brands.ts'
import { brandFormValidator } from '../../validators/right_forms.ts'
import { updateBrandValidator } from '../../validators/brands.ts'
import { showBrand } from './brand_page.ts'

export default class BrandsController {
  async index({ bouncer, view, visitor }: HttpContext) {
    await bouncer.with(BrandPolicy).authorize('editSome')
    const brands = await brandsOf(visitor)
    return view.render('identity/brands', {
      brands: brands.filter(({ id }) => visitor.can('brands.manage') || visitor.can('brands.edit', id)),
    })
  }

  async create(ctx: HttpContext) {
    await ctx.bouncer.with(BrandPolicy).authorize('manage')
    return showBrand(ctx, null, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(BrandPolicy).authorize('manage')
    const create = async () => {
      const brand = await new CreateBrand().handle(await brandFrom(ctx), ctx.visitor.actor)
      ctx.session.flash('notice', 'brand_made')
      return ctx.response.redirect().toPath(`/brands/${brand.id}`)
    }
    return answerForm(ctx, create, (form) => showBrand(ctx, null, form))
  }

  async show(ctx: HttpContext) {
    const brand = await findBrand(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(BrandPolicy).authorize('edit', brand)
    return showBrand(ctx, brand, UNTOUCHED)
  }

  async update(ctx: HttpContext) {
    const brand = await findBrand(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(BrandPolicy).authorize('edit', brand)
    const update = async () => {
      await new UpdateBrand().handle(brand.id, await brandFrom(ctx), ctx.visitor.actor)
      ctx.session.flash('notice', 'saved')
      return ctx.response.redirect().toPath(`/brands/${brand.id}`)
    }
    return answerForm(ctx, update, (form) => showBrand(ctx, brand, form))
  }

  async destroy(ctx: HttpContext) {
    const brand = await findBrand(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(BrandPolicy).authorize('manage')
    const remove = async () => {
      await new DeleteBrand().handle(brand.id, ctx.visitor.actor)
      ctx.session.flash('notice', 'brand_deleted')
      return ctx.response.redirect().toPath('/brands')
    }
    return answerForm(ctx, remove, (form) => showBrand(ctx, brand, form))
  }
}

async function brandFrom(ctx: HttpContext) {
  const { languages, colourNames = [], colourHexes = [], ...rest } = await validateForm(ctx, brandFormValidator)
  const kit = {
    languages: (languages ?? '').split(/[\s,;]+/).filter(Boolean),
    colours: colourNames.flatMap((name, row) => (name ? [{ name, hex: colourHexes[row] ?? '' }] : [])),
  }
  await updateBrandValidator.validate(kit)
  return { ...rest, description: rest.description ?? null, ...kit }
}
