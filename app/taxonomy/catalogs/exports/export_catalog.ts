import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { stringify } from 'csv-stringify'
import { readRows } from '#core/database/index'
import { joinPath } from '../imports/paths.ts'
import type { Catalog } from '../models/catalog.ts'

type Row = { id: string; parentId: string | null; name: string; code: string | null; position: number }
type Told = Row & { path: string[]; above: Row | null }

const BATCH = 1000

/** A catalogue as a file that can be brought back: every category after what it stands in, in the order of the tree. */
export function exportCatalog(catalog: Catalog, format: 'csv' | 'skos'): Readable {
  if (format === 'skos') return Readable.from(concepts(catalog))
  const table = stringify({ header: true, columns: ['path', 'code', 'parent_code'], escape_formulas: true, record_delimiter: 'windows' })
  return Readable.from(lines(catalog.id)).compose(table) as Readable
}

async function* lines(catalogId: string) {
  for await (const { path, code, above } of inOrder(catalogId)) yield [joinPath(path), code, above?.code ?? null]
}

async function* concepts({ id, name }: Catalog) {
  const idOf = (row: Row) => row.code ?? row.id
  yield `{"title":${JSON.stringify(name)},"concepts":[`
  let separator = '\n'
  for await (const row of inOrder(id)) {
    const broader = row.above ? [idOf(row.above)] : []
    yield separator + JSON.stringify({ id: idOf(row), prefLabel: row.name, notation: row.code, broader })
    separator = ',\n'
  }
  yield '\n]}\n'
}

/** Down the tree, first what stands first. Of each only what is told is held, so that a catalogue is read in a few strokes. */
async function* inOrder(catalogId: string): AsyncGenerator<Told> {
  const within = Map.groupBy(await rowsOf(catalogId), ({ parentId }) => parentId)
  for (const siblings of within.values()) siblings.sort((a, b) => Number(a.position) - Number(b.position) || (a.id < b.id ? -1 : 1))
  const waiting: Told[] = (within.get(null) ?? []).map((row) => ({ ...row, path: [row.name], above: null })).reverse()
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    yield row
    const nested = (within.get(row.id) ?? []).map((one) => ({ ...one, path: [...row!.path, one.name], above: row! }))
    waiting.push(...nested.reverse())
  }
}

async function rowsOf(catalogId: string): Promise<Row[]> {
  const all: Row[] = []
  for (let after = ''; ;) {
    const rows = await readRows<Row>(
      `select id, parent_id as parentId, name, code, position from categories
       where catalog_id = ? and deleted_at is null and id > ? order by id limit ${BATCH}`,
      [catalogId, after]
    )
    all.push(...rows)
    if (rows.length < BATCH) return all
    after = rows.at(-1)!.id
    await turn()
  }
}
