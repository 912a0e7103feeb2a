import { BaseModel, column } from '@adonisjs/lucid/orm'

const list = { prepare: (value: string[]) => JSON.stringify(value), consume: (value: string) => JSON.parse(value) as string[] }

/** A table that was read and compared with the cards: what it would change stands in its rows until it is carried out. */
export class MetadataImport extends BaseModel {
  static table = 'metadata_imports'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare createdBy: string
  @column() declare fileName: string
  /** Of the table, those that are written. */
  @column(list) declare columns: string[]
  /** Those that say what cannot be written, such as the size of a file. */
  @column(list) declare ignoredColumns: string[]
  @column() declare rowCount: number
  @column() declare changeCount: number
  @column() declare refusalCount: number
  @column() declare operationId: string | null
  @column({ consume: Number }) declare createdAt: number
}

/** What a row is to do to its asset, checked against this revision of it. */
export type Planned = { revision: number; changes: Record<string, { before: unknown; after: unknown; value: unknown }> }

export function toImportJson(found: MetadataImport) {
  return {
    id: found.id,
    fileName: found.fileName,
    columns: found.columns,
    ignoredColumns: found.ignoredColumns,
    rows: found.rowCount,
    changes: found.changeCount,
    refusals: found.refusalCount,
    unchanged: found.rowCount - found.changeCount - found.refusalCount,
    operationId: found.operationId,
    createdAt: new Date(found.createdAt).toISOString(),
    links: { self: `/api/v1/metadata-imports/${found.id}`, page: `/metadata-imports/${found.id}` },
  }
}
