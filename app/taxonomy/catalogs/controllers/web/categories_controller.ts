import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { CreateCategory } from '../../actions/create_category.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { categoriesAround } from '../../queries/categories_around.ts'
import { findCatalog, findCategory } from '../../queries/find_catalog.ts'
import { ListCategories } from '../../queries/list_categories.ts'
import { createCategoryValidator } from '../../validators/catalog_validators.ts'

export default class CategoriesController {
  /** The page on which one is renamed, moved and deleted. */
  async show({ params, bouncer, view, visitor }: HttpContext) {
    const { category, catalog } = await findCategory(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    const path = await categoriesAround(visitor, catalog.id, category.id)
    const { data } = await new ListCategories().handle(visitor, { catalog: catalog.id, limit: 200 })
    return view.render('taxonomy/category', { catalog, category: path.at(-1), path: path.slice(0, -1), places: data })
  }

  async store(ctx: HttpContext) {
    const { parentId, ...wanted } = ctx.request.except(['_csrf'])
    const catalog = await findCatalog(ctx.visitor, String(wanted.catalogId ?? ''))
    await ctx.bouncer.with(CatalogPolicy).authorize('manage', catalog)
    const here = `/catalogs/${catalog.id}${parentId ? `?parent=${encodeURIComponent(String(parentId))}` : ''}`
    return answerForm(ctx, here, async () => {
      await new CreateCategory().handle(
        ctx.visitor,
        await createCategoryValidator.validate({ ...wanted, code: wanted.code || null, parentId: parentId || null })
      )
      return here
    })
  }
}
