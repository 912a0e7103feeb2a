import type { HttpContext } from '@adonisjs/core/http'
import { CreateCategory } from '../../actions/create_category.ts'
import { DeleteCategory } from '../../actions/delete_category.ts'
import { UpdateCategory } from '../../actions/update_category.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCatalog, findCategory } from '../../queries/find_catalog.ts'
import { ListCategories } from '../../queries/list_categories.ts'
import { createCategoryValidator, listCategoriesValidator, updateCategoryValidator } from '../../validators/catalog_validators.ts'

export default class CategoriesController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(CatalogPolicy).authorize('list')
    return new ListCategories().handle(visitor, await listCategoriesValidator.validate(request.qs()))
  }

  async show({ params, bouncer, visitor }: HttpContext) {
    await bouncer.with(CatalogPolicy).authorize('list')
    return new ListCategories().one(visitor, params.id)
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(CatalogPolicy).authorize('manageSome')
    const wanted = await createCategoryValidator.validate(request.body())
    await bouncer.with(CatalogPolicy).authorize('manage', await findCatalog(visitor, wanted.catalogId))
    const { id } = await new CreateCategory().handle(visitor, wanted)
    const category = await new ListCategories().one(visitor, id)
    response.status(201).header('Location', category.links.self)
    return category
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const { category, catalog } = await findCategory(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    await new UpdateCategory().handle(visitor, category, await updateCategoryValidator.validate(request.body()))
    return new ListCategories().one(visitor, category.id)
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const { category, catalog } = await findCategory(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    await new DeleteCategory().handle(visitor, category)
    response.noContent()
  }
}
