import type { HttpContext } from '@adonisjs/core/http'
import { ImportCategories } from '../../imports/import_categories.ts'
import { readImport } from '../../imports/read_import.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCatalog } from '../../queries/find_catalog.ts'

export default class CatalogImportsController {
  async store({ params, request, response, bouncer, visitor }: HttpContext) {
    const catalog = await findCatalog(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    // JSON has been read with the body; all else is still to come.
    const file = await readImport(request.header('content-type'), request.raw() ?? request.request)
    response.status(201)
    return new ImportCategories().handle(visitor, catalog, file)
  }
}
