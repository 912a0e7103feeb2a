import type { HttpContext } from '@adonisjs/core/http'
import { DeleteCategory } from '../../actions/delete_category.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCategory } from '../../queries/find_catalog.ts'

/** Deleting at once; the way back is offered on the next page. */
export default class CategoryRemovalsController {
  async store({ params, response, bouncer, session, visitor }: HttpContext) {
    const { category, catalog } = await findCategory(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    await new DeleteCategory().handle(visitor, category)
    session.flash('taxonomyDeleted', { name: category.name, undo: `/categories/${category.id}/restorations` })
    return response.redirect().toPath(`/catalogs/${catalog.id}${category.parentId ? `?parent=${category.parentId}` : ''}`)
  }
}
