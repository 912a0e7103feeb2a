import type { HttpContext } from '@adonisjs/core/http'
import { exportCatalog } from '../../exports/export_catalog.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCatalog } from '../../queries/find_catalog.ts'
import { exportValidator } from '../../validators/catalog_validators.ts'

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', skos: 'application/json; charset=utf-8' }
const ENDINGS = { csv: 'csv', skos: 'json' }

export default class CatalogExportsController {
  async index({ params, request, response, bouncer, visitor }: HttpContext) {
    const catalog = await findCatalog(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('list')
    const { format = 'csv' } = await exportValidator.validate(request.qs())
    response.header('Content-Type', TYPES[format])
    response.header('Content-Disposition', `attachment; filename="catalogue-${catalog.id.slice(0, 8)}.${ENDINGS[format]}"`)
    response.stream(exportCatalog(catalog, format))
  }
}
