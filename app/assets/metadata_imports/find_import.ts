import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { closedAmong } from '../queries/closed_among.ts'
import { MetadataImport, toImportJson, type Planned } from './metadata_import.ts'

export type RowsAsk = { only?: 'changes' | 'refusals'; limit?: number; cursor?: number }

/** Checked tables, each seen by the person who sent it. */
export class FindImport {
  async handle(visitor: Visitor, id: string): Promise<MetadataImport> {
    const found = await MetadataImport.query().where('id', id).where('createdBy', visitor.user.id).first()
    if (!found) throw new NotFound('metadata import')
    return found
  }

  async list(visitor: Visitor, { limit = 50, cursor }: { limit?: number; cursor?: string }) {
    const query = MetadataImport.query()
      .where('createdBy', visitor.user.id)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (cursor) query.where('id', '<', cursor)
    const rows = await query
    const shown = rows.slice(0, limit)
    return {
      data: shown.map(toImportJson),
      meta: { total: null, totalIsCapped: false, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null },
    }
  }

  /** What the table would do, line by line; lines that change nothing are left out. */
  async rows(visitor: Visitor, found: MetadataImport, { only, limit = 100, cursor = 0 }: RowsAsk) {
    const query = db.from('metadata_import_rows').where('import_id', found.id).where('line', '>', cursor)
    if (only === 'changes') query.whereNotNull('planned')
    if (only === 'refusals') query.whereNull('planned')
    const rows = (await query
      .orderBy('line')
      .limit(limit + 1)
      .select('line', 'asset_id', 'asset_name', 'planned', 'problems')) as Row[]
    const shown = rows.slice(0, limit)
    const closed = await closedAmong(
      visitor,
      shown.flatMap((row) => row.asset_id ?? [])
    )
    return {
      data: shown.map((row) => (row.asset_id && closed.has(row.asset_id) ? closedRow(row) : toRowJson(row))),
      meta: { total: null, totalIsCapped: false, next: rows.length > limit ? String(shown.at(-1)!.line) : null },
    }
  }
}

type Row = { line: number; asset_id: string | null; asset_name: string | null; planned: string | null; problems: string | null }

function toRowJson(row: Row) {
  const { changes } = (row.planned ? JSON.parse(row.planned) : { changes: {} }) as Planned
  return {
    line: Number(row.line),
    assetId: row.asset_id,
    name: row.asset_name,
    changes: Object.entries(changes).map(([field, { before, after }]) => ({ field, before, after })),
    problems: row.problems ? (JSON.parse(row.problems) as string[]) : [],
  }
}

/** Of an asset that is closed to the visitor by now. */
const closedRow = ({ line }: Row) => ({
  line: Number(line),
  assetId: null,
  name: null,
  changes: [],
  problems: ['There is no such asset any more, or you may not see it.'],
})
