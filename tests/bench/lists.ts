import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { figure, median, p95, type Figure } from './figures.ts'
import { Installation } from '../support/installation.ts'

const ASSETS = 100_000
const DEEP = 50_000
const ROUNDS = 200

/** What a page of 50 out of 100,000 costs, beside the same rows from bare SQLite behind a bare HTTP server. */
export async function lists(): Promise<Figure[]> {
  const damson = new Installation({ WORKER: 'none' })
  await damson.start()
  await damson.stop()
  damson.run('tests/bench/fill.ts', String(ASSETS))
  await damson.start()
  const bare = bareServer(join(damson.dataDir, 'damson.sqlite'))
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`

  const { meta } = await damson.json('/api/v1/assets?limit=50')
  if (meta.total !== ASSETS) throw new Error(`expected ${ASSETS} assets, the list says ${meta.total}`)
  const deep = await cursorAt(damson, DEEP)
  const cases = [
    { what: 'first page with total', ours: '/api/v1/assets?limit=50', floor: '/first', goal: 10 },
    { what: `page at depth ${DEEP}`, ours: `/api/v1/assets?limit=50&cursor=${deep.cursor}`, floor: `/after?id=${deep.id}`, goal: 10 },
    { what: 'text search', ours: '/api/v1/assets?limit=50&text=meadow', floor: '/search', goal: 40 },
  ]
  const figures: Figure[] = await collections(damson)
  for (const one of cases) {
    const ask = async (url: string, headers: Record<string, string>) => {
      const started = performance.now()
      await (await fetch(url, { headers })).text()
      return performance.now() - started
    }
    const headers = { authorization: `Bearer ${damson.token}` }
    const ours: number[] = []
    const floor: number[] = []
    for (let round = 0; round < ROUNDS + 20; round += 1) {
      const a = await ask(`${damson.url}${one.ours}`, headers)
      const b = await ask(`${bareUrl}${one.floor}`, {})
      if (round >= 20) {
        ours.push(a)
        floor.push(b)
      }
    }
    figures.push(
      figure(
        `List of ${ASSETS}: ${one.what}, p95 in ms (median)`,
        `${p95(ours).toFixed(1)} (${median(ours).toFixed(1)})`,
        `bare SQLite ${p95(floor).toFixed(1)} (${median(floor).toFixed(1)})`,
        p95(ours),
        `≤ ${one.goal}`
      )
    )
  }
  const memory = damson.anonymousMemory()
  figures.push(figure('Anonymous memory of the web process, MB', memory.toFixed(0), '', memory, '≤ 350'))
  bare.close()
  await damson.remove()
  return figures
}

/** The rail of 10,000 collections, and what is in them. */
async function collections(damson: Installation): Promise<Figure[]> {
  const idOf = async (name: string) =>
    (await damson.json(`/api/v1/collections?text=${encodeURIComponent(name)}&limit=1`)).data[0].id as string
  const [top, other, middle, large] = await Promise.all(['Top 0', 'Top 7', 'Middle 3 4', 'Large'].map(idOf))
  const cases = {
    'page with rail, none open': '/assets',
    'page with rail, one collection open': `/assets?collection=${middle}`,
    'top of the tree by the API': '/api/v1/collections?parent=none',
    'collections found by name': '/api/v1/collections?text=middle',
    'one collection of 66,000': `/api/v1/assets?limit=50&collection=${large}`,
    'nested, 5,000 assets': `/api/v1/assets?limit=50&collection=${other}&includeNested=1`,
    'nested, 68,000 assets': `/api/v1/assets?limit=50&collection=${top}&includeNested=1`,
    'unfiled': '/api/v1/assets?limit=50&bucket=unfiled',
  }
  const figures: Figure[] = []
  for (const [what, path] of Object.entries(cases)) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS / 2; round += 1) {
      const started = performance.now()
      const response = await damson.fetch(path)
      await response.text()
      if (!response.ok) throw new Error(`${path} answers ${response.status}`)
      if (round >= 10) times.push(performance.now() - started)
    }
    figures.push(
      figure(
        `10,000 collections: ${what}, p95 in ms (median)`,
        `${p95(times).toFixed(1)} (${median(times).toFixed(1)})`,
        '',
        p95(times),
        '≤ 40'
      )
    )
  }
  return figures
}

async function cursorAt(damson: Installation, depth: number) {
  let cursor = ''
  let id = ''
  for (let seen = 0; seen < depth; seen += 200) {
    const { data, meta } = await damson.json(`/api/v1/assets?limit=200${cursor ? `&cursor=${cursor}` : ''}`)
    cursor = meta.next
    id = data.at(-1).id
  }
  return { cursor, id }
}

function bareServer(filename: string) {
  const db = new Database(filename, { readonly: true })
  const columns = 'a.*, b.sha256, b.width, b.height, b.thumb_hash, r.recipe_key, r.width AS rw, r.height AS rh'
  const joins = "FROM assets a JOIN blobs b ON b.id = a.blob_id LEFT JOIN renditions r ON r.blob_id = b.id AND r.recipe = 'thumb'"
  const first = db.prepare(`SELECT ${columns} ${joins} WHERE a.is_trashed = 0 ORDER BY a.id DESC LIMIT 50`)
  const total = db.prepare('SELECT sum(total) AS total FROM asset_counts WHERE is_trashed = 0')
  const after = db.prepare(`SELECT ${columns} ${joins} WHERE a.is_trashed = 0 AND a.id < ? ORDER BY a.id DESC LIMIT 50`)
  const search = db.prepare(
    `SELECT ${columns} FROM (SELECT a.id, bm25(asset_fts) AS rank FROM asset_fts JOIN search_documents d ON d.id = asset_fts.rowid JOIN assets a ON a.id = d.asset_id
     WHERE asset_fts MATCH '"meadow"*' AND a.is_trashed = 0 ORDER BY asset_fts.rowid DESC LIMIT 2000) f
     JOIN assets a ON a.id = f.id JOIN blobs b ON b.id = a.blob_id LEFT JOIN renditions r ON r.blob_id = b.id AND r.recipe = 'thumb' ORDER BY f.rank LIMIT 50`
  )
  return createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost')
    const rows = url.pathname === '/after' ? after.all(url.searchParams.get('id')) : url.pathname === '/search' ? search.all() : first.all()
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ data: rows, meta: total.get() }))
  })
}
