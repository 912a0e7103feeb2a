/*
 * Fills the database of an installation as a large organisation would in years: by default a million assets in 40 brands,
 * 200,000 tags in use, 10,000 collections, 5,000 categories, 400 people. Without files, for measuring.
 *
 *   node ace migration:run … with DATA_DIR set, then   fill_library.ts <assets>
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'

const ASSETS = Number(process.argv[2] ?? 1_000_000)
const share = (of: number) => Math.max(1, Math.round((of * ASSETS) / 1_000_000))
const [BRANDS, PEOPLE, TAGS, COLLECTIONS, CATEGORIES, FIELDS] = [40, 400, share(200_000), share(10_000), share(5_000), 30]
const NOW = Date.now()
const WORDS = 'meadow river summer harbour studio portrait winter orchard bridge market evening glass forest canyon window garden'.split(
  ' '
)
const PLACES = ['landscape', 'portrait', 'square']
const COLOURS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey', 'black', 'white']
const STATUSES = ['draft', 'draft', 'inReview', 'approved', 'approved', 'approved', 'rejected', 'archived']
const TYPES = ['image', 'image', 'image', 'image', 'image', 'video', 'audio', 'document'] as const
const MIMES = { image: 'image/jpeg', video: 'video/mp4', audio: 'audio/mpeg', document: 'application/pdf' }

const db = new Database(join(process.env.DATA_DIR!, 'damson.sqlite'))
db.pragma('synchronous = OFF')
db.pragma('cache_size = -500000')
db.pragma('foreign_keys = OFF')

/** The same numbers in every run, and no pattern that an index could profit from. */
let seed = 42
const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32
const below = (most: number) => Math.floor(random() * most)
/** Few are used very often, most seldom, as words are. */
const seldom = (most: number) => Math.floor(most * random() ** 4)
const word = () => WORDS[below(WORDS.length)]!

function insert(table: string, columns: string[]) {
  const statement = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  return (...values: unknown[]) => statement.run(...values)
}

const stamped = ['created_at', 'updated_at']
const first = (sql: string) => (db.prepare(sql).get() as { id: string }).id
const someone = first('SELECT id FROM users LIMIT 1')
const brands = [first('SELECT id FROM brands LIMIT 1')]
const people = [someone]
const inAll = (work: () => void) => db.transaction(work)()

inAll(() => {
  const brand = insert('brands', ['id', 'slug', 'name', 'name_key', ...stamped])
  for (let n = 1; n < BRANDS; n += 1) {
    brands.push(v7())
    brand(brands[n], `brand-${n}`, `Brand ${n}`, `brand ${n}`, NOW, NOW)
  }
  const user = insert('users', ['id', 'email', 'email_key', 'name', 'status', ...stamped])
  const role = first(`SELECT id FROM roles WHERE slug = 'dam-write'`)
  const assignment = insert('role_assignments', ['id', 'user_id', 'role_id', 'brand_id', 'brand_key', 'created_at'])
  for (let n = 1; n < PEOPLE; n += 1) {
    people.push(v7())
    user(people[n], `person-${n}@example.com`, `person-${n}@example.com`, `Person ${n}`, 'active', NOW, NOW)
    for (let at = 0; at < 3; at += 1) assignment(v7(), people[n], role, brands[(n + at) % BRANDS], brands[(n + at) % BRANDS], NOW)
  }
})

const tagsOf = brands.map((): string[] => [])
inAll(() => {
  const tag = insert('tags', ['id', 'brand_id', 'kind', 'name', 'name_key', 'synonyms', 'asset_count', ...stamped])
  const name = insert('tag_names', ['brand_id', 'kind', 'name_key', 'tag_id'])
  for (let n = 0; n < TAGS; n += 1) {
    const id = v7()
    tagsOf[n % BRANDS]!.push(id)
    tag(id, brands[n % BRANDS], 'tag', `${word()} ${n}`, `tag ${n}`, '[]', 0, NOW, NOW)
    name(brands[n % BRANDS], 'tag', `tag ${n}`, id)
  }
})

const collectionsOf = brands.map((): string[] => [])
inAll(() => {
  const collection = insert('collections', [
    'id',
    'kind',
    'brand_id',
    'parent_id',
    'sibling_of',
    'name',
    'name_key',
    'depth',
    'asset_count',
    ...stamped,
  ])
  const ancestor = insert('collection_ancestors', ['ancestor_id', 'collection_id'])
  for (let n = 0; n < COLLECTIONS; n += 1) {
    const mine = collectionsOf[n % BRANDS]!
    const id = v7()
    // Ten on top of each brand, the others within them.
    const parent = mine.length < 10 ? null : mine[mine.length % 10]!
    collection(
      id,
      'library',
      brands[n % BRANDS],
      parent,
      parent ?? brands[n % BRANDS],
      `Collection ${n}`,
      `collection ${n}`,
      parent ? 2 : 1,
      0,
      NOW,
      NOW
    )
    ancestor(id, id)
    if (parent) ancestor(parent, id)
    mine.push(id)
  }
})

const categories: string[] = []
inAll(() => {
  const catalog = v7()
  insert('catalogs', ['id', 'sibling_of', 'name', 'name_key', ...stamped])(catalog, 'all', 'Products', 'products', NOW, NOW)
  const category = insert('categories', [
    'id',
    'catalog_id',
    'parent_id',
    'sibling_of',
    'name',
    'name_key',
    'place_key',
    'depth',
    'position',
    ...stamped,
  ])
  const ancestor = insert('category_ancestors', ['ancestor_id', 'category_id'])
  for (let n = 0; n < CATEGORIES; n += 1) {
    const id = v7()
    const parent = n < 20 ? null : categories[n % 20]!
    category(id, catalog, parent, parent ?? catalog, `Category ${n}`, `category ${n}`, `category ${n}`, parent ? 2 : 1, n, NOW, NOW)
    ancestor(id, id)
    if (parent) ancestor(parent, id)
    categories.push(id)
  }
})

const fields: { id: string; isNumber: boolean }[] = []
inAll(() => {
  const field = insert('metadata_fields', [
    'id',
    'field_key',
    'label',
    'kind',
    'asset_types',
    'is_required',
    'is_searchable',
    'is_filterable',
    'choices',
    'mapped_from',
    'sort_place',
    ...stamped,
  ])
  const choices = JSON.stringify(WORDS.map((value) => ({ value, label: value, isArchived: false })))
  for (let n = 0; n < FIELDS; n += 1) {
    const kind = ['choice', 'number', 'text'][n % 3]!
    fields.push({ id: v7(), isNumber: kind === 'number' })
    field(fields[n]!.id, `field${n}`, `Field ${n}`, kind, '[]', 0, 0, 1, kind === 'choice' ? choices : '[]', '[]', n, NOW, NOW)
  }
})

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
  ...stamped,
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
  'processing_status', 'availability', 'review_status', 'is_private', 'is_trashed', 'revision', 'field_revisions', 'created_by', 'rating', 'source',
  'width', 'height', 'duration_seconds', 'shape', 'colour', ...stamped,
]) // prettier-ignore
const document = insert('search_documents', ['asset_id'])
const indexed = insert('asset_fts', ['rowid', 'name', 'file_name', 'title', 'description', 'keywords', 'body'])
const tagged = insert('asset_tags', ['tag_id', 'asset_id'])
const held = insert('collection_assets', ['collection_id', 'asset_id', 'added_at', 'position'])
const unfiled = insert('unfiled_assets', ['asset_id'])
const placed = insert('asset_categories', ['category_id', 'asset_id'])
const valued = insert('asset_field_values', ['asset_id', 'field_id', 'nth', 'text_key', 'number_value', 'text_value'])

function makeAsset(n: number) {
  const made = NOW - (ASSETS - n) * 30_000
  const [blobId, id] = [v7({ msecs: made }), v7({ msecs: made })]
  const at = below(BRANDS)
  const type = TYPES[below(TYPES.length)]!
  const sha = createHash('sha256').update(String(n)).digest('hex')
  const [name, title] = [`${word()} ${word()} ${n}`, `${word()} ${word()} by the ${word()}`]
  const [width, height] = [800 + below(6000), 800 + below(4000)]
  blob(
    blobId,
    sha,
    100_000 + below(9_000_000),
    MIMES[type],
    type,
    `blobs/${sha}`,
    'ready',
    width,
    height,
    'WBgOHYKIeIiIeIeIeHd4eHiHgHgH',
    made,
    made
  )
  for (const recipe of ['thumb', 'preview'])
    rendition(v7(), blobId, sha.slice(0, 40) + recipe, recipe, `renditions/${sha}`, 'image/webp', 480, 360, 20_000, made)
  asset(id, brands[at], blobId, 1, name, name, `${name}.jpg`, title, `${title}, with ${word()}`, JSON.stringify([word()]), type, MIMES[type], 100_000 + below(9_000_000),
    'ready', 'automatic', STATUSES[below(STATUSES.length)], 0, 0, 1, '{}', people[below(PEOPLE)], random() < 0.4 ? 1 + below(5) : null, 'uploaded',
    width, height, type === 'video' || type === 'audio' ? below(600) : null, PLACES[below(3)], COLOURS[below(COLOURS.length)], made, made) // prettier-ignore
  const { lastInsertRowid } = document(id)
  indexed(lastInsertRowid, name, `${name}.jpg`, title, `${title}, with ${word()}`, word(), '')
  const own = tagsOf[at]!
  for (const tag of new Set([own[n % own.length]!, own[seldom(own.length)]!, own[seldom(own.length)]!, own[seldom(own.length)]!]))
    tagged(tag, id)
  if (n % 10 === 0) unfiled(id)
  else held(collectionsOf[at]![below(collectionsOf[at]!.length)]!, id, made, `m${made}000${id.slice(-8)}8`)
  placed(categories[below(categories.length)]!, id)
  for (let nth = 0; nth < 6; nth += 1) {
    const field = fields[(n + nth * 5) % FIELDS]!
    const value = field.isNumber ? String(below(10_000)) : word()
    valued(id, field.id, 0, value, field.isNumber ? Number(value) : null, value)
  }
}

for (let at = 0; at < ASSETS; at += 20_000) {
  inAll(() => {
    for (let n = at; n < Math.min(ASSETS, at + 20_000); n += 1) makeAsset(n)
  })
  if (at % 100_000 === 0) process.stderr.write(`${at.toLocaleString('en')} assets\n`)
}

inAll(() => {
  db.exec(`
    INSERT INTO asset_counts (brand_id, type, is_trashed, total) SELECT brand_id, type, 0, count(*) FROM assets GROUP BY brand_id, type;
    CREATE TEMP TABLE uses AS SELECT tag_id AS id, count(*) AS total FROM asset_tags GROUP BY tag_id;
    CREATE UNIQUE INDEX temp.uses_by_id ON uses (id);
    UPDATE tags SET asset_count = coalesce((SELECT total FROM uses WHERE uses.id = tags.id), 0);
    CREATE TEMP TABLE held AS SELECT collection_id AS id, count(*) AS total FROM collection_assets GROUP BY collection_id;
    UPDATE collections SET asset_count = coalesce((SELECT total FROM held WHERE held.id = collections.id), 0);
    INSERT INTO search_words (word, reversed, length) VALUES ${WORDS.map((one) => `('${one}', '${[...one].reverse().join('')}', ${one.length})`).join(', ')};
    INSERT INTO category_counts (category_id, brand_id, total)
      SELECT asset_categories.category_id, assets.brand_id, count(*) FROM asset_categories JOIN assets ON assets.id = asset_categories.asset_id GROUP BY 1, 2;
  `)
})
db.pragma('wal_checkpoint(TRUNCATE)')
db.close()
