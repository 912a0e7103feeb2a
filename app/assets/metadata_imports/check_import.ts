import { setImmediate as turn } from 'node:timers/promises'
import { recordActivity } from '#core/activity/index'
import { inTransaction, newId } from '#core/database/index'
import type { Visitor } from '#identity'
import { fieldColumns } from '../exports/field_columns.ts'
import { MetadataImport } from './metadata_import.ts'
import { planRows, type PlannedRow } from './plan_rows.ts'
import { readTable, type TableRow } from './read_table.ts'

/** So many rows are compared at once: some milliseconds, after which others have their turn. */
const BATCH = 100

/** Reads a table and writes down what it would do to each asset, without doing it. */
export class CheckImport {
  async handle(visitor: Visitor, fileName: string, source: AsyncIterable<Uint8Array>): Promise<MetadataImport> {
    const fields = await fieldColumns(visitor, undefined)
    // A person is told by a name, of which there may be several.
    for (const [column, { kind }] of fields) if (kind === 'user') fields.delete(column)
    const table = await readTable(source, new Set(fields.keys()))
    const found = new MetadataImport().fill({
      id: newId(),
      createdBy: visitor.user.id,
      fileName: fileName.slice(0, 250),
      columns: table.columns,
      ignoredColumns: table.ignored,
      rowCount: 0,
      changeCount: 0,
      refusalCount: 0,
      operationId: null,
      createdAt: Date.now(),
    })
    await inTransaction((trx) => found.useTransaction(trx).save())
    try {
      const seen = new Map<string, number>()
      for await (const rows of inBatches(table.rows)) {
        await this.#keep(found, once(await planRows(visitor, table, fields, rows), seen))
        await turn()
      }
      return await this.#finish(visitor, found)
    } catch (error) {
      // A table is checked as a whole or not at all.
      await inTransaction((trx) => trx.from('metadata_imports').where('id', found.id).delete())
      throw error
    }
  }

  async #keep(found: MetadataImport, rows: PlannedRow[]) {
    found.rowCount += rows.length
    const kept = rows.filter(({ planned, problems }) => planned || problems.length > 0)
    found.changeCount += kept.filter(({ planned }) => planned).length
    found.refusalCount += kept.filter(({ planned }) => !planned).length
    if (kept.length === 0) return
    await inTransaction((trx) =>
      trx.table('metadata_import_rows').multiInsert(
        kept.map((row) => ({
          import_id: found.id,
          line: row.line,
          asset_id: row.assetId,
          asset_name: row.name,
          planned: row.planned ? JSON.stringify(row.planned) : null,
          problems: row.problems.length > 0 ? JSON.stringify(row.problems) : null,
        }))
      )
    )
  }

  async #finish(visitor: Visitor, found: MetadataImport) {
    const { fileName, rowCount, changeCount, refusalCount } = found
    await inTransaction(async (trx) => {
      await found.useTransaction(trx).save()
      await recordActivity(trx, visitor.actor, {
        action: 'metadata.checked',
        subjectType: 'metadata_import',
        subjectId: found.id,
        after: { fileName, rows: rowCount, changes: changeCount, refusals: refusalCount },
      })
    })
    return found
  }
}

/** Two rows about one asset contradict each other: the first holds. */
function once(rows: PlannedRow[], seen: Map<string, number>): PlannedRow[] {
  return rows.map((row) => {
    const before = row.assetId ? seen.get(row.assetId) : undefined
    if (before !== undefined) return { ...row, planned: null, problems: [`Line ${before} is about the same asset.`] }
    if (row.assetId) seen.set(row.assetId, row.line)
    return row
  })
}

async function* inBatches(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
