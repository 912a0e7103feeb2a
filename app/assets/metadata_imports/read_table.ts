import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { TableRefused } from './errors.ts'
import { isIgnored, isWritten, KEYS, WRITTEN_COLUMNS, type Key } from './columns.ts'

export const MOST_ROWS = 100_000
const MOST_BYTES = 100_000_000
const LONGEST_ROW = 500_000

export type TableRow = { line: number; key: string; cells: Record<string, string> }
export type Table = { key: Key; columns: string[]; ignored: string[]; rows: AsyncIterable<TableRow> }

type Parsed = { record: string[]; info: { lines: number } }

/** Reads CSV while it comes in. Its head names the columns, one of which says which asset a row is about. */
export async function readTable(source: AsyncIterable<Uint8Array>, fields: ReadonlySet<string>): Promise<Table> {
  const parser = parse({ bom: true, info: true, skip_empty_lines: true, max_record_size: LONGEST_ROW, relax_column_count: false })
  const text = Readable.from(decoded(source))
  text.on('error', (error) => parser.destroy(error))
  const records = (text.pipe(parser) as AsyncIterable<Parsed>)[Symbol.asyncIterator]()
  const first = await records.next().catch((error: unknown) => {
    throw asRefusal(error)
  })
  if (first.done) throw new TableRefused('It is empty.')
  const head = (first.value as Parsed).record.map((name) => name.trim())
  const key = KEYS.find((one) => head.includes(one))
  if (!key) throw new TableRefused(`Its first line names no column that says which asset a row is about: ${KEYS.join(', ')}.`)
  const canBeWritten = (name: string) => isWritten(name) || fields.has(name)
  const unknown = head.filter((name) => !canBeWritten(name) && !isIgnored(name))
  if (unknown.length > 0) {
    throw new TableRefused(
      `There is no column "${unknown[0]}" that you may write. Columns that can be written are ${[...WRITTEN_COLUMNS, ...fields].join(', ')}.`,
      unknown.map((name) => ({ field: name, message: 'There is no such column.' }))
    )
  }
  const columns = head.filter(canBeWritten)
  if (columns.length === 0) throw new TableRefused(`It has no column that can be written: ${WRITTEN_COLUMNS.join(', ')}.`)
  return { key, columns, ignored: head.filter((name) => !canBeWritten(name) && name !== key), rows: rowsOf(records, head, key) }
}

async function* rowsOf(records: AsyncIterator<Parsed>, head: string[], key: Key): AsyncGenerator<TableRow> {
  let count = 0
  try {
    for (let next = await records.next(); !next.done; next = await records.next()) {
      count += 1
      if (count > MOST_ROWS) throw new TableRefused(`It has more than ${MOST_ROWS.toLocaleString('en')} rows. Send it in parts.`)
      const { record, info } = next.value
      const cells = Object.fromEntries(head.map((name, at) => [name, disarmed(record[at] ?? '')]))
      yield { line: info.lines, key: cells[key]!, cells }
    }
  } catch (error) {
    throw asRefusal(error)
  }
}

/** Exports keep spreadsheets from reading a cell as a formula by an apostrophe. */
const disarmed = (cell: string) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim()

function asRefusal(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error
  const { lines } = error as CsvError & { lines?: number }
  return new TableRefused(`${lines ? `Line ${lines}` : 'It'} is not valid CSV: ${error.message}.`)
}

async function* decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  try {
    for await (const chunk of source) {
      size += chunk.length
      if (size > MOST_BYTES) throw new TableRefused(`It is larger than ${MOST_BYTES / 1_000_000} MB. Send it in parts.`)
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    throw error instanceof TypeError ? new TableRefused('It is not text in UTF-8. Save it as CSV in UTF-8.') : error
  }
}
