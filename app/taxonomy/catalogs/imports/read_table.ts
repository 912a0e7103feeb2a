import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { ImportRefused, ImportTooLarge } from '../errors.ts'
import { MOST_ROWS, type ImportedRow } from './imported_row.ts'
import { splitPath, separatorIn } from './paths.ts'

/** By which words the columns of a table are known, the plainest first. */
const COLUMNS = {
  path: ['path', 'category_path', 'full_path'],
  name: ['name', 'label', 'title', 'preflabel'],
  code: ['code', 'notation', 'url_key', 'external_code', 'external_id', 'id'],
  id: ['id', 'uri'],
  parent: ['parent', 'parent_code', 'parent_id', 'broader'],
} as const

type Column = keyof typeof COLUMNS
type Line = { row: string } & Partial<Record<Column, string>>

/** Reads CSV with a head: `path`, or `name` with `code` and `parent`, or `name` with the `path` of what it stands in. */
export async function readTable(text: AsyncIterable<string>): Promise<ImportedRow[]> {
  const lines = await linesOf(text)
  const hasPath = lines.some((line) => line.path !== undefined)
  if (lines.length > 0 && !hasPath && lines[0]!.name === undefined) throw missingColumns()
  return hasPath ? byPath(lines) : lines.map(byParent)
}

async function linesOf(text: AsyncIterable<string>): Promise<Line[]> {
  const lines: Line[] = []
  let columns: [Column, number][] | null = null
  try {
    for await (const { record, info } of recordsOf(text)) {
      if (!columns) {
        columns = columnsIn(record)
        continue
      }
      if (lines.length === MOST_ROWS) throw new ImportTooLarge(`${MOST_ROWS.toLocaleString('en')} rows`)
      if (record.every((cell) => cell === '')) continue
      lines.push({ row: `Row ${info.lines}`, ...Object.fromEntries(columns.map(([name, at]) => [name, armed(record[at] ?? '')])) })
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = (error as CsvError & { lines?: number }).lines
    throw new ImportRefused([{ row: line ? `Row ${line}` : 'File', message: `It is not valid CSV: ${error.message}.` }])
  }
  if (!columns) throw new ImportRefused([{ row: 'File', message: 'It is empty.' }])
  return lines
}

type CsvRecord = { record: string[]; info: { lines: number } }

async function* recordsOf(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const parts = text[Symbol.asyncIterator]()
  let head = ''
  for (let part = await parts.next(); !part.done; part = await parts.next()) {
    head += part.value
    if (/[\r\n]/.test(head.trimStart())) break
  }
  const rest = { [Symbol.asyncIterator]: () => parts }
  async function* all() {
    yield head
    yield* rest
  }
  const first = head.trimStart().split(/[\r\n]/)[0]!
  const delimiter = ['\t', ';', ','].find((one) => first.includes(one)) ?? ','
  const parser = parse({
    delimiter,
    bom: true,
    trim: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: 100_000,
  })
  // What the source throws reaches the reader of the parser.
  const source = Readable.from(all())
  source.on('error', (error) => parser.destroy(error))
  yield* source.pipe(parser) as AsyncIterable<CsvRecord>
}

function columnsIn(head: string[]): [Column, number][] {
  const names = head.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_')
  )
  const found = (Object.keys(COLUMNS) as Column[]).flatMap((column): [Column, number][] => {
    const name = COLUMNS[column].find((one) => names.includes(one))
    return name ? [[column, names.indexOf(name)]] : []
  })
  if (!found.some(([column]) => column === 'path' || column === 'name')) throw missingColumns()
  return found
}

const missingColumns = () =>
  new ImportRefused([{ row: 'Row 1', message: 'The head needs a column "path", or "name" with "code" and "parent" beside it.' }])

/** Exports keep spreadsheets from reading a name as a formula by an apostrophe. */
const armed = (cell: string) => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell)

const byParent = ({ row, name = '', code = '', id = '', parent = '' }: Line): ImportedRow => ({
  row,
  name,
  code: code || null,
  refs: id ? [id] : [],
  above: null,
  parent: parent || null,
})

function byPath(lines: Line[]): ImportedRow[] {
  const separator = separatorIn(lines.map(({ path = '' }) => path))
  const split = lines.map((line) => ({ ...line, names: splitPath(line.path ?? '', separator) }))
  // Beside a name, a path may end with it or lead to what it stands in.
  const isWhole = split.every(({ name, names }) => name === undefined || name === names.at(-1))
  return split.map(({ row, name, names, code = '', parent = '' }) => ({
    row,
    name: isWhole ? (names.at(-1) ?? '') : (name ?? ''),
    code: code || null,
    refs: [],
    above: isWhole ? names.slice(0, -1) : names,
    parent: parent || null,
  }))
}
