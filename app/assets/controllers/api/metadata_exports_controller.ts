import type { HttpContext } from '@adonisjs/core/http'
import { ExportMetadata } from '../../exports/export_metadata.ts'
import { exportMetadataValidator } from '../../exports/validator.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { filtersFromInput } from '../../queries/filters_from_input.ts'
import { listAssetsValidator } from '../../validators/asset_validators.ts'

/** What people wrote on the cards, and what their files tell, as a table. */
export default class MetadataExportsController {
  async index({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('list')
    const { sort, limit, cursor, ...input } = await listAssetsValidator().validate(request.qs())
    const { columns, bom } = await exportMetadataValidator.validate(commaSeparated(request.qs()))
    const table = await new ExportMetadata().handle(visitor, {
      filters: filtersFromInput(input),
      columns,
      bom: bom ?? false,
    })
    const day = new Date().toISOString().slice(0, 10)
    response.header('Content-Type', 'text/csv; charset=utf-8; header=present')
    response.header('Content-Disposition', `attachment; filename="assets-${day}.csv"`)
    response.stream(table)
  }
}

function commaSeparated({ columns, ...rest }: Record<string, unknown>) {
  return typeof columns === 'string' ? { ...rest, columns: columns.split(',') } : { ...rest, columns }
}
