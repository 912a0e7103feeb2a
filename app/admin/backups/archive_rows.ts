import { createHash } from 'node:crypto'
import { blobKey, readStorageKey } from '#files'
import type { ArchiveWriter } from './archive_writer.ts'
import { rowsEntry } from './entries.ts'
import type { TableShape } from './schema_shape.ts'
import type { Row } from './snapshot.ts'

const CHUNK_BYTES = 4 * 1024 * 1024

/** Writes the rows of a table as entries of some megabytes: a line with the columns, then a line for each row. */
export async function writeRows(archive: ArchiveWriter, { name, columns }: TableShape, rows: AsyncIterable<Row>): Promise<number> {
  const header = JSON.stringify(columns)
  let lines = [header]
  let length = 0
  let count = 0
  let number = 0
  const flush = async () => {
    const content = Buffer.from(`${lines.join('\n')}\n`)
    number += 1
    await archive.add(rowsEntry(name, number, createHash('sha256').update(content).digest('hex')), content)
    lines = [header]
    length = 0
  }
  for await (const row of rows) {
    const line = JSON.stringify(columns.map((column) => encoded(row[column])))
    lines.push(line)
    length += line.length
    count += 1
    if (length > CHUNK_BYTES) await flush()
  }
  if (lines.length > 1 || number === 0) await flush()
  return count
}

/** Reads such an entry. Throws a sentence where it is not what this database could have written. */
export function readRows(text: string, shape: TableShape): Row[] {
  const [header, ...lines] = text.trimEnd().split('\n')
  const columns: unknown = JSON.parse(header)
  const unknown = Array.isArray(columns) ? columns.find((column) => !shape.columns.includes(column)) : header
  if (unknown !== undefined) throw new Error(`the table ${shape.name} has no column ${JSON.stringify(unknown).slice(0, 80)}`)
  const names = columns as string[]
  const lacking = shape.columns.find((column) => !names.includes(column))
  if (lacking) throw new Error(`the rows of ${shape.name} lack the column ${lacking}`)
  return lines.map((line) => {
    const values: unknown = JSON.parse(line)
    if (!Array.isArray(values) || values.length !== names.length) throw new Error(`a row of ${shape.name} has not ${names.length} values`)
    const row = Object.fromEntries(names.map((column, at) => [column, decoded(values[at])]))
    requireOwnKeys(shape.name, row)
    return row
  })
}

function encoded(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { base64: value.toString('base64') }
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
  throw new Error(`A value of the type ${Object.prototype.toString.call(value)} cannot be put into a backup.`)
}

function decoded(value: unknown): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
  const { base64 } = value as { base64?: unknown }
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64')
  throw new Error('a value is neither text nor number')
}

/** Whoever wrote the archive does not choose which objects of the storage a row reaches. */
function requireOwnKeys(table: string, row: Row) {
  const key = String(row.storage_key)
  if (table === 'blobs' && key !== blobKey(String(row.sha256))) throw new Error('a blob names an object that is not its own')
  if (table !== 'renditions') return
  if (!readStorageKey(key)?.file) throw new Error('a rendition names an object that is none')
}
