import { join } from 'node:path'
import Database from 'better-sqlite3'
import { figure, type Figure } from './figures.ts'
import { Installation } from '../support/installation.ts'

const ASSETS = 100_000
const GOAL = 10_000

/** How fast the cards of a library leave as CSV, beside the same rows read by bare SQLite. */
export async function exports(): Promise<Figure[]> {
  const damson = new Installation({ WORKER: 'none' })
  await damson.start()
  await damson.stop()
  damson.run('tests/bench/fill.ts', String(ASSETS))
  await damson.start()
  const bareSeconds = readBare(join(damson.dataDir, 'damson.sqlite'))
  const before = damson.anonymousMemory()
  const started = performance.now()
  const response = await damson.fetch('/api/v1/metadata-exports')
  let lines = 0
  for await (const chunk of response.body!) for (const byte of chunk as Uint8Array) if (byte === 10) lines += 1
  const seconds = (performance.now() - started) / 1000
  const growth = damson.anonymousMemory() - before
  await damson.remove()
  if (lines < ASSETS) throw new Error(`expected ${ASSETS} rows, got ${lines}`)
  const rate = ASSETS / seconds
  return [
    {
      ...figure(
        `CSV of ${ASSETS} assets, all columns, rows per second (memory +${growth.toFixed(0)} MB)`,
        rate.toFixed(0),
        `bare SQLite ${(ASSETS / bareSeconds).toFixed(0)}`,
        bareSeconds / seconds,
        `≥ ${GOAL} rows`
      ),
      holds: rate >= GOAL,
    },
  ]
}

function readBare(path: string): number {
  const db = new Database(path, { readonly: true })
  const started = performance.now()
  const all = db.prepare('select * from assets join blobs on blobs.id = assets.blob_id order by assets.id desc')
  const rows = Iterator.from(all.iterate()).reduce((count: number) => count + 1, 0)
  const seconds = (performance.now() - started) / 1000
  db.close()
  if (rows !== ASSETS) throw new Error(`expected ${ASSETS} rows, SQLite has ${rows}`)
  return seconds
}
