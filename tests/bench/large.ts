import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { bulkEdits } from './bulk_edits.ts'
import { figure, median, p95, type Figure } from './figures.ts'
import { Installation } from '../support/installation.ts'

const ASSETS = Number(process.env.BENCH_ASSETS ?? 1_000_000)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 60)

type Case = { what: string; path: string; sql: string; bindings?: unknown[]; goal: number; token?: string }

const CARD = `select assets.*, blobs.sha256 from assets join blobs on blobs.id = assets.blob_id where assets.is_trashed = 0`
const NEWEST = 'order by assets.id desc limit 51'

/**
 * What the library costs with as much in it as a large organisation has: each answer beside the same rows from bare SQLite,
 * without HTTP, rights, tags or JSON of properties.
 */
export async function large(): Promise<Figure[]> {
  // Filled once, a folder can be measured again and again.
  const kept = process.env.BENCH_DIR
  const isFilled = kept !== undefined && existsSync(join(kept, 'damson.sqlite'))
  if (kept) mkdirSync(kept, { recursive: true })
  const damson = new Installation({ WORKER: 'none' }, kept)
  if (isFilled) damson.token = readFileSync(join(kept, 'bench-token'), 'utf8')
  await damson.start()
  if (kept) writeFileSync(join(kept, 'bench-token'), damson.token)
  if (!isFilled) {
    await damson.stop()
    damson.run('tests/bench/fill_library.ts', String(ASSETS))
    await damson.start()
  }
  const db = new Database(join(damson.dataDir, 'damson.sqlite'), { readonly: true })
  db.pragma('mmap_size = 268435456')
  const get = <T>(sql: string) => db.prepare(sql).get() as T
  const tag = (order: string) =>
    get<{ id: string; name: string }>(`select id, name from tags where asset_count > 0 order by ${order} limit 1`)
  const [often, seldom] = [tag('asset_count desc'), tag('abs(asset_count - 40)')]
  const second = get<{ id: string }>(
    `select id from tags where brand_id = (select brand_id from tags where id = '${often.id}') and id <> '${often.id}' order by asset_count desc limit 1`
  )
  const category = get<{ id: string }>('select id from categories where depth = 1 limit 1')
  const collection = get<{ id: string }>('select id from collections order by depth desc, asset_count desc limit 1')
  const restricted = damson.ace('token:create', '--user=person-7@example.com', '--name=bench').trim()
  const brands = `select brand_id from role_assignments join users on users.id = user_id where email = 'person-7@example.com'`
  const tagged = (id: string) => `exists (select 1 from asset_tags where asset_id = assets.id and tag_id = '${id}')`
  const list = '/api/v1/assets?limit=50'
  const cases: Case[] = [
    { what: 'first page', path: list, sql: `${CARD} ${NEWEST}`, goal: 40 },
    {
      what: 'first page, three brands of forty',
      path: list,
      token: restricted,
      sql: `${CARD} and brand_id in (${brands}) ${NEWEST}`,
      goal: 40,
    },
    {
      what: 'three filters',
      path: `${list}&type=image&reviewStatus=approved&orientation=portrait`,
      sql: `${CARD} and assets.type = 'image' and review_status = 'approved' and shape = 'portrait' ${NEWEST}`,
      goal: 40,
    },
    {
      what: 'three filters that few match',
      path: `${list}&rating=5&colour=red&widthMin=6700`,
      sql: `${CARD} and rating = 5 and assets.colour = 'red' and assets.width >= 6700 ${NEWEST}`,
      goal: 40,
    },
    {
      what: 'a tag of forty',
      path: `${list}&tags=${seldom.id}`,
      sql: `${CARD} and ${tagged(seldom.id)} ${NEWEST}`.replace(
        'exists',
        '1=1 and assets.id in (select asset_id from asset_tags where tag_id = ' + `'${seldom.id}') and exists`
      ),
      goal: 40,
    },
    { what: 'the most used tag', path: `${list}&tags=${often.id}`, sql: `${CARD} and ${tagged(often.id)} ${NEWEST}`, goal: 100 },
    {
      what: 'both of the two most used tags of a brand',
      path: `${list}&tags=${often.id},${second.id}&tagMatch=all`,
      sql: `${CARD} and ${tagged(often.id)} and ${tagged(second.id)} ${NEWEST}`,
      goal: 100,
    },
    {
      what: 'words with filters',
      path: `${list}&text=meadow+harbour&type=image&rating=5`,
      sql: `${CARD} and assets.type = 'image' and rating = 5 and assets.id in (select asset_id from search_documents where id in
        (select rowid from asset_fts where asset_fts match '"meadow"* AND "harbour"*' limit 2000)) ${NEWEST}`,
      goal: 80,
    },
    {
      what: 'a category with those below it',
      path: `${list}&category=${category.id}`,
      sql: `${CARD} and exists (select 1 from asset_categories join category_ancestors on category_ancestors.category_id = asset_categories.category_id
        where asset_id = assets.id and ancestor_id = '${category.id}') ${NEWEST}`,
      goal: 40,
    },
    {
      what: 'a collection',
      path: `${list}&collection=${collection.id}`,
      sql: `${CARD} and assets.id in (select asset_id from collection_assets where collection_id = '${collection.id}') ${NEWEST}`,
      goal: 40,
    },
    {
      what: 'a custom field',
      path: `${list}&field.field0=meadow`,
      sql: `${CARD} and exists (select 1 from asset_field_values where asset_id = assets.id and field_id = (select id from metadata_fields where field_key = 'field0') and text_key = 'meadow') ${NEWEST}`,
      goal: 40,
    },
    {
      what: 'facets of a thousand matches',
      path: `/api/v1/assets/facets?facets=type,rating,reviewStatus,colour,tags&collection=${collection.id}`,
      sql: `select type, rating, review_status, assets.colour, count(*) from assets where id in (select asset_id from collection_assets where collection_id = '${collection.id}') group by 1, 2, 3, 4`,
      goal: 60,
    },
    {
      what: 'facets of all, estimated',
      path: '/api/v1/assets/facets?facets=type,rating,reviewStatus,colour',
      sql: `select type, rating, review_status, colour, count(*) from (select * from assets where is_trashed = 0 order by id desc limit 10000) as assets group by 1, 2, 3, 4`,
      goal: 60,
    },
    {
      what: 'top of the collections',
      path: '/api/v1/collections?parent=none&kind=library&limit=200',
      sql: 'select * from collections where parent_id is null and deleted_at is null order by name_key limit 200',
      goal: 15,
    },
    {
      what: 'tags suggested',
      path: '/api/v1/tags?text=tag+1&sort=use&limit=8',
      sql: `select * from tags where name_key like '%tag 1%' and deleted_at is null order by asset_count desc limit 8`,
      goal: 80,
    },
  ]
  const figures: Figure[] = []
  for (const one of cases) {
    process.stderr.write(`${one.what}\n`)
    figures.push(await measure(damson, db, one))
  }
  const memory = damson.anonymousMemory()
  figures.push(figure('Anonymous memory of the web process, MB', memory.toFixed(0), '', memory, '≤ 350'))
  db.close()
  await damson.stop()
  await damson.start({ WORKER: 'embedded' })
  figures.push(...(await bulkEdits(damson)))
  await (kept ? damson.stop() : damson.remove())
  return figures
}

async function measure(damson: Installation, db: Database.Database, { what, path, sql, goal, token }: Case): Promise<Figure> {
  const headers = { authorization: `Bearer ${token ?? damson.token}` }
  const [ours, floor]: [number[], number[]] = [[], []]
  const statement = db.prepare(sql)
  for (let round = 0; round < ROUNDS + 5; round += 1) {
    const started = performance.now()
    const response = await fetch(`${damson.url}${path}`, { headers })
    const body = await response.text()
    if (response.status !== 200) throw new Error(`${what}: ${response.status} ${body}`)
    const asked = performance.now()
    statement.all()
    if (round < 5) continue
    ours.push(asked - started)
    floor.push(performance.now() - asked)
  }
  return figure(
    `${ASSETS.toLocaleString('en')} assets: ${what}, p95 in ms (median)`,
    `${p95(ours).toFixed(1)} (${median(ours).toFixed(1)})`,
    `bare SQLite ${p95(floor).toFixed(1)} (${median(floor).toFixed(1)})`,
    p95(ours),
    `≤ ${goal}`
  )
}
