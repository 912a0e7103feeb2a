import type { HttpContext } from '@adonisjs/core/http'
import { DeleteCategory } from '../../actions/delete_category.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCategory } from '../../queries/find_catalog.ts'
import { ListCategories } from '../../queries/list_categories.ts'

export default class CategoryRestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const { category, catalog } = await findCategory(visitor, params.id, { deleted: true })
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    await new DeleteCategory().takeBack(visitor, category)
    response.status(201)
    return new ListCategories().one(visitor, category.id)
  }
}
