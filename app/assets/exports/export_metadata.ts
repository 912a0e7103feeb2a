import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { stringify } from 'csv-stringify'
import { recordActivity } from '#core/activity/index'
import { inTransaction, newId } from '#core/database/index'
import type { Visitor } from '#identity'
import { readProperties } from '../properties/properties.ts'
import type { PropertiesJson } from '../transformers/asset_transformer.ts'
import { prepared, termsIn, visibleAssets, type AssetFilters } from '../queries/asset_query.ts'
import { assetRows } from '../queries/asset_row.ts'
import { beyond } from '../queries/list_assets.ts'
import { matching } from '../search/matching.ts'
import { EXPORT_COLUMNS, isOwnColumn, toCell } from './columns.ts'
import { fieldColumns, fieldsWritten } from './field_columns.ts'

/** So many are read at once: a few milliseconds, after which others have their turn. */
const BATCH = 250

export type MetadataExport = { filters: AssetFilters; /** Without it, all there are. */ columns?: string[]; bom: boolean }

/**
 * All assets that match as CSV (RFC 4180), newest first, read while they are sent: a million of them need no more
 * memory than a few. What a spreadsheet would take for a formula is disarmed by an apostrophe.
 */
export class ExportMetadata {
  async handle(visitor: Visitor, { filters: asked, columns: named, bom }: MetadataExport): Promise<Readable> {
    const filters = await prepared(visitor, asked)
    const fields = await fieldColumns(visitor, named)
    const columns = named ?? [...EXPORT_COLUMNS, ...fields.keys()]
    await inTransaction((trx) =>
      recordActivity(trx, visitor.actor, {
        action: 'metadata.exported',
        subjectType: 'metadata_export',
        subjectId: newId(),
        brandId: asked.brandId ?? null,
        after: { filters: asked, columns },
      })
    )
    const table = stringify({ header: true, columns, bom, escape_formulas: true, record_delimiter: 'windows' })
    return Readable.from(cellsOf(visitor, filters, columns, fields)).compose(table) as Readable
  }
}

async function* cellsOf(visitor: Visitor, filters: AssetFilters, columns: string[], fields: Awaited<ReturnType<typeof fieldColumns>>) {
  const terms = termsIn(filters)
  if (filters.text && terms.isEmpty) return
  let last: string | null = null
  for (;;) {
    const query = visibleAssets(visitor, filters)
    if (!terms.isEmpty) matching(query, terms)
    if (last !== null) beyond(query, { id: last, value: last }, 'id', 'desc')
    const found = (await query.select('assets.id').orderBy('assets.id', 'desc').limit(BATCH)) as { id: string }[]
    const rows = await assetRows(found.map(({ id }) => id))
    const properties = await readProperties(visitor, rows)
    const written = await fieldsWritten([...properties.values()] as PropertiesJson[], fields)
    for (const row of rows) {
      const own = properties.get(row.id) as PropertiesJson
      yield columns.map((column) => (isOwnColumn(column) ? toCell(row, own, column) : written(own, column)))
    }
    if (found.length < BATCH) return
    last = found.at(-1)!.id
    await turn()
  }
}
