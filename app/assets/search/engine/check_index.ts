import db from '@adonisjs/lucid/services/db'
import type { SearchEngine } from '@damson/sdk'
import { isSqlite, readRows } from '#core/database/index'
import { waitingChanges } from './changes.ts'
import { documentsOf } from './documents.ts'
import { searchEngine } from './search_engine.ts'

export type IndexReport = {
  engine: 'sql' | 'plugin'
  assets: number
  /** Documents in the index. */
  indexed: number
  /** Changes the engine has yet to be told of; what they concern is neither missing nor stale. */
  waiting: number
  missing: number
  stale: number
  /** Documents of assets that there are no more. */
  surplus: number
  /** Some of the stale and surplus ones. */
  examples: string[]
}

const EXAMPLES = 20
const BATCH = 200

export const isDrifted = ({ missing, stale, surplus }: IndexReport) => missing + stale + surplus > 0

/** Compares the index with the rows of the assets, and changes nothing. */
export async function checkIndex(onProgress: (count: number) => void = () => {}): Promise<IndexReport> {
  const engine = await searchEngine()
  return engine ? compare(engine, onProgress) : lookAtOwn()
}

async function compare(engine: SearchEngine, onProgress: (count: number) => void): Promise<IndexReport> {
  await engine.check()
  const found = { indexed: 0, known: 0, stale: 0, surplus: 0, examples: [] as string[] }
  const tell = (kind: 'stale' | 'surplus', id: string) => {
    found[kind] += 1
    if (found.examples.length < EXAMPLES) found.examples.push(id)
  }
  for await (const listed of engine.list()) {
    for (let at = 0; at < listed.length; at += BATCH) {
      const some = listed.slice(at, at + BATCH)
      const ids = some.map(({ id }) => id)
      const digests = new Map((await documentsOf(ids)).map(({ id, digest }) => [id, digest]))
      // Asked last: what changed while it was compared is waiting by now.
      const waiting = await waitingAmong(ids)
      for (const { id, digest } of some) {
        if (waiting.has(id)) continue
        if (!digests.has(id)) tell('surplus', id)
        else if (digests.get(id) !== digest) tell('stale', id)
        if (digests.has(id)) found.known += 1
      }
      found.indexed += some.length
      onProgress(found.indexed)
    }
  }
  const { known, ...told } = found
  const settled = await countOf('assets where not exists (select 1 from search_changes where search_changes.asset_id = assets.id)')
  const missing = Math.max(0, settled - known)
  return { engine: 'plugin', assets: await countOf('assets'), waiting: (await waitingChanges()).count, missing, ...told }
}

/** The index of the database is written with the rows it is of; only damage or work by hand parts them. */
async function lookAtOwn(): Promise<IndexReport> {
  const assets = await countOf('assets')
  const indexed = await countOf('search_documents')
  const missing = await countOf(
    'assets left join search_documents on search_documents.asset_id = assets.id where search_documents.id is null'
  )
  // On SQLite the words lie in a table of their own, beside the document.
  const wordless = isSqlite() ? await countOf('search_documents where id not in (select id from asset_fts_docsize)') : 0
  return { engine: 'sql', assets, indexed, waiting: 0, missing: missing + wordless, stale: 0, surplus: 0, examples: [] }
}

async function countOf(rows: string): Promise<number> {
  const [row] = await readRows<{ total: number | string }>(`select count(*) as total from ${rows}`, [])
  return Number(row!.total)
}

async function waitingAmong(ids: string[]): Promise<Set<string>> {
  const rows = (await db.from('search_changes').whereIn('asset_id', ids).select('asset_id')) as { asset_id: string }[]
  return new Set(rows.map((row) => row.asset_id))
}
