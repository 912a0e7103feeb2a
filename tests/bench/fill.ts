/*
 * Fills the database of an installation with so many made-up assets, without files, for measuring
 * lists. Asked for by tests/bench/lists.ts: `fill.ts <count>` with DATA_DIR set.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'

const count = Number(process.argv[2])
const db = new Database(join(process.env.DATA_DIR!, 'damson.sqlite'))
const WORDS = 'meadow river summer harbour studio portrait winter orchard bridge market evening glass forest canyon window garden'.split(
  ' '
)
const TYPES = ['image', 'image', 'image', 'image', 'video', 'audio', 'document'] as const
const pick = (index: number, salt: number) => WORDS[(index * 7 + salt * 13 + (index >> 5)) % WORDS.length]!

const brand = db.prepare('SELECT id FROM brands LIMIT 1').get() as { id: string }
const user = db.prepare('SELECT id FROM users LIMIT 1').get() as { id: string }
const insert = (table: string, columns: string[]) =>
  db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
const blob = insert('blobs', [
  'id',
  'sha256',
  'size',
  'mime_type',
  'type',
  'storage_key',
  'state',
  'width',
  'height',
  'thumb_hash',
  'created_at',
  'updated_at',
])
const rendition = insert('renditions', [
  'id',
  'blob_id',
  'recipe_key',
  'recipe',
  'storage_key',
  'mime_type',
  'width',
  'height',
  'size',
  'created_at',
])
const asset = insert('assets', [
  'id', 'brand_id', 'blob_id', 'version_number', 'name', 'name_key', 'file_name', 'title', 'description', 'keywords', 'type', 'mime_type', 'size',
  'processing_status', 'availability', 'review_status', 'is_private', 'is_trashed', 'revision', 'field_revisions', 'created_by', 'created_at', 'updated_at',
]) // prettier-ignore
const document = insert('search_documents', ['asset_id'])
const words = db.prepare('INSERT INTO asset_fts (rowid, name, file_name, title, description, keywords, body) VALUES (?, ?, ?, ?, ?, ?, ?)')
const totals = new Map<string, number>()
const assetIds: string[] = []

db.pragma('synchronous = OFF')
for (let at = 0; at < count; at += 5000) {
  db.transaction(() => {
    for (let index = at; index < Math.min(count, at + 5000); index += 1) {
      const type = TYPES[index % TYPES.length]!
      const made = Date.now() - (count - index) * 60_000
      const [blobId, assetId] = [v7({ msecs: made }), v7({ msecs: made })]
      const sha = createHash('sha256').update(String(index)).digest('hex')
      const name = `${pick(index, 1)} ${pick(index, 2)} ${index}`
      const text = `${pick(index, 3)} ${pick(index, 4)} by the ${pick(index, 5)}`
      blob.run(
        blobId,
        sha,
        100_000 + index,
        'image/jpeg',
        type,
        `blobs/${sha}`,
        'ready',
        1600,
        1200,
        'WBgOHYKIeIiIeIeIeHd4eHiHgHgH',
        made,
        made
      )
      for (const recipe of ['thumb', 'preview']) {
        rendition.run(
          v7(),
          blobId,
          createHash('sha256')
            .update(sha + recipe)
            .digest('hex'),
          recipe,
          `renditions/${sha}`,
          'image/webp',
          480,
          360,
          20_000,
          made
        )
      }
      asset.run(assetId, brand.id, blobId, 1, name, name, `${name}.jpg`, text, `${text}, with ${pick(index, 6)}`, JSON.stringify([pick(index, 7)]), type, 'image/jpeg', 100_000 + index,
        'ready', 'automatic', 'draft', 0, 0, 1, '{}', user.id, made, made) // prettier-ignore
      assetIds.push(assetId)
      const { lastInsertRowid } = document.run(assetId)
      words.run(lastInsertRowid, name, `${name}.jpg`, text, `${text}, with ${pick(index, 6)}`, pick(index, 7), '')
      totals.set(type, (totals.get(type) ?? 0) + 1)
    }
  })()
}
for (const [type, total] of totals)
  db.prepare('INSERT INTO asset_counts (brand_id, type, is_trashed, total) VALUES (?, ?, 0, ?)').run(brand.id, type, total)
db.transaction(fileInCollections)()
db.exec('ANALYZE')
db.close()

/** 20 × 20 × 24 collections. Nine of ten assets are in one of the deepest, and two thirds in one large one besides. */
function fileInCollections() {
  const collection = insert('collections', [
    'id', 'kind', 'brand_id', 'parent_id', 'sibling_of', 'name', 'name_key', 'depth', 'asset_count', 'created_at', 'updated_at',
  ]) // prettier-ignore
  const ancestor = insert('collection_ancestors', ['ancestor_id', 'collection_id'])
  const held = insert('collection_assets', ['collection_id', 'asset_id', 'added_at', 'position'])
  const make = (name: string, around: string[]) => {
    const id = v7()
    const parent = around.at(-1) ?? null
    collection.run(id, 'library', brand.id, parent, parent ?? brand.id, name, name.toLowerCase(), around.length + 1, 0, 1, 1)
    for (const one of [...around, id]) ancestor.run(one, id)
    return id
  }
  const deepest: string[] = []
  let large = ''
  for (let a = 0; a < 20; a += 1) {
    const top = make(`Top ${a}`, [])
    if (a === 0) large = make('Large', [top])
    for (let b = 0; b < 20; b += 1) {
      const middle = make(`Middle ${a} ${b}`, [top])
      for (let c = 0; c < 24; c += 1) deepest.push(make(`Deepest ${a} ${b} ${c}`, [top, middle]))
    }
  }
  const position = (index: number, id: string) => `m${1_763_000_000_000 + index}000${id.slice(-8)}8`
  const unfiled = db.prepare('INSERT INTO unfiled_assets (asset_id) VALUES (?)')
  for (const [index, id] of assetIds.entries()) {
    if (index % 10 !== 0) held.run(deepest[index % deepest.length], id, 1, position(index, id))
    if (index % 3 !== 0) held.run(large, id, 1, position(index, id))
    if (index % 10 === 0 && index % 3 === 0) unfiled.run(id)
  }
  db.exec('UPDATE collections SET asset_count = (SELECT count(*) FROM collection_assets WHERE collection_id = collections.id)')
}
