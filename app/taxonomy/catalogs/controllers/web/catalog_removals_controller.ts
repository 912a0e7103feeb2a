import type { HttpContext } from '@adonisjs/core/http'
import { DeleteCatalog } from '../../actions/delete_catalog.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCatalog } from '../../queries/find_catalog.ts'

/** Deleting at once; the way back is offered on the next page. */
export default class CatalogRemovalsController {
  async store({ params, response, bouncer, session, visitor }: HttpContext) {
    const catalog = await findCatalog(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    await new DeleteCatalog().handle(visitor, catalog)
    session.flash('taxonomyDeleted', { name: catalog.name, undo: `/catalogs/${catalog.id}/restorations` })
    return response.redirect().toPath('/catalogs')
  }
}
