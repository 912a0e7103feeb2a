import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Program } from '#tests/support/api'
import { makeBrand } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'

type Found = { data: { id: string; name: string }[]; meta: { total: number } }

let nth = 0

/** A brand with a catalogue of this shape: names with slashes, each after what it stands in. */
async function library(paths: string[], options: { forAll?: boolean } = {}) {
  const admin = await Program.of({ role: 'system-admin' })
  const brandId = (await makeBrand(`Shelf ${++nth}`)).id
  const json = { name: `Shelf ${nth}`, brandId: options.forAll ? null : brandId }
  const catalog = (await admin.json('/catalogs', { method: 'POST', json })).body as { id: string; name: string }
  const ids: Record<string, string> = {}
  for (const path of paths) {
    const names = path.split('/')
    const wanted = { catalogId: catalog.id, name: names.at(-1), parentId: ids[names.slice(0, -1).join('/')] }
    ids[path] = (await admin.json('/categories', { method: 'POST', json: wanted })).body.id
  }
  return { admin, brandId, catalog, ids }
}

async function asset(program: Program, brandId: string, categories: string[] = []): Promise<string> {
  const fields = { brandId, ...(categories.length > 0 ? { categories: categories.join(',') } : {}) }
  const { body, status } = await program.upload(newId(), `placed ${++nth}.txt`, fields)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

const place = (program: Program, id: string, categories: string[], headers = {}) =>
  program.json(`/assets/${id}`, { method: 'PATCH', json: { categories }, headers })

const pathsOf = (card: Record<string, any>) => card.categories.map(({ path }: { path: string }) => path) as string[]
const countOf = async (program: Program, id: string) => (await program.json(`/categories/${id}`)).body.assetCount as number

/** The kept numbers, and what they should be. */
async function counts() {
  const kept = await db.from('category_counts').where('total', '<>', 0).select('category_id', 'brand_id', 'total')
  const real = await db
    .from('asset_categories')
    .join('assets', 'assets.id', 'asset_categories.asset_id')
    .where('assets.is_trashed', false)
    .groupBy('category_id', 'assets.brand_id')
    .select('category_id', 'assets.brand_id')
    .count('* as total')
  const told = (rows: any[]) => rows.map((row) => `${row.category_id} ${row.brand_id} ${Number(row.total)}`).sort()
  return { kept: told(kept), real: told(real) }
}

test.group('Categories of assets', () => {
  test('are those of catalogues of their own brand or of all, and no others', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Men'])
    const everyone = await library(['Anything'], { forAll: true })
    const other = await library(['Theirs'])
    const id = await asset(admin, brandId)
    for (const wrong of [other.ids.Theirs!, newId(), 'x']) {
      const { status, body } = await place(admin, id, [ids.Men!, wrong])
      assert.equal(status, 422)
      assert.equal(body.code, 'unknown_categories')
      assert.include(body.detail, wrong)
    }
    assert.deepEqual((await admin.json(`/assets/${id}`)).body.categories, [])
    assert.equal((await admin.upload('x', 'refused.txt', { brandId, categories: other.ids.Theirs! })).status, 422)
    const { status, body } = await place(admin, id, [ids.Men!, everyone.ids.Anything!])
    assert.equal(status, 200)
    assert.sameMembers(pathsOf(body), ['Men', 'Anything'])
    await admin.json(`/categories/${ids.Men}`, { method: 'DELETE' })
    assert.equal((await place(admin, id, [ids.Men!])).body.code, 'unknown_categories')
  })

  test('are given by those who edit, and hidden with the asset', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Men'])
    const id = await asset(admin, brandId)
    const viewer = await Program.of({ role: 'viewer', brandId })
    const creator = await Program.of({ role: 'creator', brandId })
    assert.equal((await place(viewer, id, [ids.Men!])).status, 403)
    assert.equal((await place(await Program.of({ role: 'dam-write', brandId: (await makeBrand(`Far ${++nth}`)).id }), id, [])).status, 404)
    assert.equal((await place(creator, id, [ids.Men!])).status, 200)
    assert.deepEqual(pathsOf((await viewer.json(`/assets/${id}`)).body), ['Men'])
  })

  test('are several, and taking one away leaves the others (S3-34, S3-36)', async ({ assert }) => {
    const { admin, brandId, catalog, ids } = await library(['Men', 'Men/Tops', 'Sale'])
    const id = await asset(admin, brandId, [ids['Men/Tops']!, ids.Sale!])
    const { body } = await admin.json(`/assets/${id}`)
    assert.deepEqual(body.categories, [
      { id: ids['Men/Tops'], name: 'Tops', path: 'Men > Tops', catalogId: catalog.id, catalogName: catalog.name },
      { id: ids.Sale, name: 'Sale', path: 'Sale', catalogId: catalog.id, catalogName: catalog.name },
    ])
    assert.deepEqual(pathsOf((await place(admin, id, [ids.Sale!])).body), ['Sale'])
    const { body: log } = await admin.json(`/activities?assetId=${id}`)
    assert.deepInclude(log.data[0], { before: { categories: ['Sale', 'Tops'] }, after: { categories: ['Sale'] } })
  })

  test('changed by two people at once are told to the second', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Men', 'Women'])
    const { body, headers } = await admin.upload(newId(), 'both.txt', { brandId })
    const ifMatch = { 'if-match': headers.get('etag')! }
    assert.equal((await place(admin, body.id, [ids.Men!], ifMatch)).status, 200)
    assert.equal((await place(admin, body.id, [ids.Women!], ifMatch)).status, 412)
    assert.deepEqual(pathsOf((await admin.json(`/assets/${body.id}`)).body), ['Men'])
    assert.deepEqual((await counts()).kept, (await counts()).real)
  })

  test('narrow to all that stands in them, to any of several, to what is in none', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Men', 'Men/Tops', 'Men/Tops/Shirts', 'Women'])
    const [shirt, top, dress] = [
      await asset(admin, brandId, [ids['Men/Tops/Shirts']!, ids['Men/Tops']!]),
      await asset(admin, brandId, [ids['Men/Tops']!]),
      await asset(admin, brandId, [ids.Women!]),
    ]
    const loose = await asset(admin, brandId)
    const found = async (query: string) => {
      const { body, status } = await admin.json<Found>(`/assets?${query}`)
      assert.equal(status, 200, query)
      assert.equal(body.meta.total, body.data.length, query)
      return body.data.map(({ id }) => id)
    }
    assert.deepEqual(await found(`category=${ids.Men}`), [top, shirt])
    assert.deepEqual(await found(`category=${ids['Men/Tops/Shirts']}`), [shirt])
    assert.deepEqual(await found(`category=${ids['Men/Tops/Shirts']},${ids.Women}`), [dress, shirt])
    assert.deepEqual(await found(`category=${ids.Men}&withoutCategories=${ids['Men/Tops/Shirts']}`), [top])
    assert.deepEqual(await found(`uncategorised=true&brand=${brandId}`), [loose])
    assert.deepEqual(await found(`category=${newId()}`), [])
    assert.equal((await admin.json(`/assets?category=${encodeURIComponent("x' or 1=1")}`)).status, 422)
    const { body } = await admin.json(`/assets/facets?brand=${brandId}&facets=category&category=${ids.Women}`)
    const told = body.data[0].values.map(({ label, count }: { label: string; count: number }) => `${label} ${count}`)
    assert.sameMembers(told, ['Men 2', 'Men > Tops 2', 'Men > Tops > Shirts 1', 'Women 1'])
  })

  test('of brands that one does not see are neither found nor counted', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Shared'], { forAll: true })
    const mine = (await makeBrand(`Mine ${++nth}`)).id
    await asset(admin, brandId, [ids.Shared!])
    const own = await asset(admin, mine, [ids.Shared!])
    const viewer = await Program.of({ role: 'viewer', brandId: mine })
    assert.deepEqual([await countOf(admin, ids.Shared!), await countOf(viewer, ids.Shared!)], [2, 1])
    const { body } = await viewer.json<Found>(`/assets?category=${ids.Shared}`)
    assert.deepEqual([body.data.map(({ id }) => id), body.meta.total], [[own], 1])
    const closed = await library(['Hidden'])
    await asset(admin, closed.brandId, [closed.ids.Hidden!])
    assert.deepInclude((await viewer.json<Found>(`/assets?category=${closed.ids.Hidden}`)).body.meta, { total: 0 })
    assert.equal((await viewer.json(`/categories/${closed.ids.Hidden}`)).status, 404)
  })

  test('are counted right through trash, restoration, purge and bulk changes (S3-35)', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['A', 'B'])
    const assets = [
      await asset(admin, brandId, [ids.A!, ids.B!]),
      await asset(admin, brandId, [ids.A!]),
      await asset(admin, brandId, [ids.B!]),
    ]
    await admin.json(`/assets/${assets[0]}`, { method: 'DELETE' })
    await admin.json(`/assets/${assets[1]}`, { method: 'DELETE' })
    assert.equal(await countOf(admin, ids.A!), 0)
    assert.deepEqual((await admin.json<Found>(`/assets?category=${ids.A}`)).body.meta.total, 0)
    await admin.json(`/trash/${assets[0]}/restorations`, { method: 'POST' })
    await admin.json(`/trash/${assets[1]}`, { method: 'DELETE' })
    assert.deepEqual([await countOf(admin, ids.A!), await countOf(admin, ids.B!)], [1, 2])
    assert.isNull(await db.from('asset_categories').where('asset_id', assets[1]!).first())
    const { kept, real } = await counts()
    assert.deepEqual(kept, real)
  })

  test('are forgotten with a deleted category and come back with it', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Men', 'Men/Tops'])
    const id = await asset(admin, brandId, [ids['Men/Tops']!])
    await admin.json(`/categories/${ids.Men}`, { method: 'DELETE' })
    assert.deepEqual((await admin.json(`/assets/${id}`)).body.categories, [])
    assert.equal((await admin.json<Found>(`/assets?uncategorised=true&brand=${brandId}`)).body.meta.total, 1)
    await admin.json(`/assets/${id}`, { method: 'DELETE' })
    await admin.json(`/categories/${ids.Men}/restorations`, { method: 'POST' })
    assert.equal(await countOf(admin, ids['Men/Tops']!), 0)
    await admin.json(`/trash/${id}/restorations`, { method: 'POST' })
    assert.deepEqual(pathsOf((await admin.json(`/assets/${id}`)).body), ['Men > Tops'])
    assert.equal(await countOf(admin, ids['Men/Tops']!), 1)
  })

  test('are set, added and taken from many, told per asset, and taken back', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['A', 'B', 'C'])
    const other = await library(['Theirs'])
    const assets = [await asset(admin, brandId, [ids.A!]), await asset(admin, brandId), await asset(admin, other.brandId)]
    const edit = async (changes: object) => {
      const { body } = await admin.json('/operations', { method: 'POST', json: { kind: 'edit', ids: assets, changes } })
      await workUntilIdle()
      return (await admin.json(`/operations/${body.id}`)).body
    }
    const shown = () => Promise.all(assets.map(async (id) => pathsOf((await admin.json(`/assets/${id}`)).body)))
    const added = await edit({ add: { categories: [ids.B] } })
    assert.deepInclude(added, { done: 2, refused: 1 })
    assert.include(added.items[0].reason, 'categories')
    assert.deepEqual(await shown(), [['A', 'B'], ['B'], []])
    await edit({ remove: { categories: [ids.A] } })
    const set = await edit({ set: { categories: [ids.C] } })
    assert.deepEqual(await shown(), [['C'], ['C'], []])
    const { body: log } = await admin.json(`/activities?assetId=${assets[0]}`)
    assert.deepInclude(log.data[0], { cause: set.id, before: { categories: ['B'] }, after: { categories: ['C'] } })
    const { body: back } = await admin.json(`/operations/${set.id}/reversals`, { method: 'POST' })
    await workUntilIdle()
    assert.equal((await admin.json(`/operations/${back.id}`)).body.done, 2)
    assert.deepEqual(await shown(), [['B'], ['B'], []])
    const { kept, real } = await counts()
    assert.deepEqual(kept, real)
  })
})
