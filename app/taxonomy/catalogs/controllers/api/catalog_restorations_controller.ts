import type { HttpContext } from '@adonisjs/core/http'
import { DeleteCatalog } from '../../actions/delete_catalog.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCatalog } from '../../queries/find_catalog.ts'
import { ListCatalogs } from '../../queries/list_catalogs.ts'

export default class CatalogRestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const catalog = await findCatalog(visitor, params.id, { deleted: true })
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    await new DeleteCatalog().takeBack(visitor, catalog)
    response.status(201)
    return new ListCatalogs().one(visitor, catalog.id)
  }
}
