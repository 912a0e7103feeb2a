import type { HttpContext } from '@adonisjs/core/http'
import { libraryBrandsOf } from '#identity'
import { answerForm } from '../../../answer_form.ts'
import { CreateCatalog } from '../../actions/create_catalog.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { brandForCatalog } from '../../queries/brand_for_catalog.ts'
import { findCatalog } from '../../queries/find_catalog.ts'
import { ListCatalogs } from '../../queries/list_catalogs.ts'
import { createCatalogValidator } from '../../validators/catalog_validators.ts'
import { showLevel } from './catalog_level.ts'

/** Catalogues by plain pages and forms. */
export default class CatalogsController {
  async index({ request, bouncer, view, visitor }: HttpContext) {
    await bouncer.with(CatalogPolicy).authorize('list')
    const cursor = (request.input('cursor') as string | undefined) || undefined
    const brands = await libraryBrandsOf(visitor)
    const { data, meta } = await new ListCatalogs().handle(visitor, { brand: visitor.activeBrand ?? undefined, cursor })
    return view.render('taxonomy/catalogs', {
      catalogs: data,
      next: meta.next,
      brandNames: new Map(brands.map(({ id, name }) => [id, name])),
      managed: brands.filter(({ id }) => visitor.can('catalogs.manage', id)),
      mayManageAll: visitor.can('catalogs.manage'),
    })
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(CatalogPolicy).authorize('manageSome')
    return answerForm(ctx, '/catalogs', async () => {
      const { brandId, ...given } = ctx.request.except(['_csrf'])
      const wanted = await createCatalogValidator.validate({ ...given, brandId: brandId === 'all' ? null : (brandId ?? undefined) })
      const brand = await brandForCatalog(ctx.visitor, wanted.brandId)
      await ctx.bouncer.with(CatalogPolicy).authorize('manage', { brandId: brand })
      return `/catalogs/${(await new CreateCatalog().handle(ctx.visitor, { ...wanted, brandId: brand })).id}`
    })
  }

  async show(ctx: HttpContext) {
    const catalog = await findCatalog(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(CatalogPolicy).authorize('list')
    return showLevel(ctx, catalog)
  }
}
