import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Program } from '#tests/support/api'
import { makeBrand } from '#tests/support/identity'

type Listed = { data: { id: string; name: string; path: string; assetCount: number; hasNested: boolean }[]; meta: { next: string | null } }

let nth = 0

async function someCatalog(wanted: { brandId?: string | null } = {}) {
  const brandId = wanted.brandId === undefined ? (await makeBrand(`Catalogues ${++nth}`)).id : wanted.brandId
  const admin = await Program.of({ role: 'system-admin' })
  const { body, status } = await admin.json('/catalogs', { method: 'POST', json: { name: `Catalogue ${++nth}`, brandId } })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return { admin, brandId, catalog: body as { id: string; name: string } }
}

async function add(program: Program, catalogId: string, name: string, parentId?: string | null, more: object = {}) {
  return program.json('/categories', { method: 'POST', json: { catalogId, name, parentId, ...more } })
}

/** Adds categories one in the other, and answers their ids. */
async function chain(program: Program, catalogId: string, ...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) ids.push((await add(program, catalogId, name, ids.at(-1))).body.id)
  return ids
}

const level = async (program: Program, catalogId: string, parent = 'none') =>
  (await program.json<Listed>(`/categories?catalog=${catalogId}&parent=${parent}`)).body.data.map(({ name }) => name)

const change = (program: Program, id: string, json: object) => program.json(`/categories/${id}`, { method: 'PATCH', json })

/** Whether the table of what stands in what tells the same as the parents. */
async function isConsistent(catalogId: string): Promise<boolean> {
  const rows = await db.from('categories').where('catalog_id', catalogId).whereNull('deleted_at').select('id', 'parent_id', 'depth')
  const parents = new Map(rows.map((row) => [row.id as string, row.parent_id as string | null]))
  const wanted = rows.map(({ id, depth }) => {
    const around = []
    for (let at: string | null = id; at; at = parents.get(at) ?? null) around.push(at)
    return `${id} ${Number(depth)} ${around.length} ${around.sort().join()}`
  })
  const kept = await Promise.all(
    rows.map(async ({ id, depth }) => {
      const around = (await db.from('category_ancestors').where('category_id', id).select('ancestor_id')).map((row) => row.ancestor_id)
      return `${id} ${Number(depth)} ${Number(depth)} ${around.sort().join()}`
    })
  )
  return JSON.stringify(wanted) === JSON.stringify(kept)
}

test.group('Catalogues (C2, S4-30)', () => {
  test('are shaped by those only who may, and unknown to those who do not see the brand', async ({ assert }) => {
    const { catalog, brandId, admin } = await someCatalog()
    const manager = await Program.of({ role: 'manager', brandId })
    const creator = await Program.of({ role: 'creator', brandId })
    const stranger = await Program.of({ role: 'manager', brandId: (await makeBrand(`Strangers ${++nth}`)).id })
    assert.equal((await creator.json('/catalogs', { method: 'POST', json: { name: 'Mine', brandId } })).status, 403)
    assert.equal((await stranger.json('/catalogs', { method: 'POST', json: { name: 'Mine', brandId } })).status, 404)
    assert.equal((await add(creator, catalog.id, 'Shoes')).status, 403)
    assert.equal((await add(stranger, catalog.id, 'Shoes')).status, 404)
    const { status, body: shoes } = await add(manager, catalog.id, 'Shoes')
    assert.equal(status, 201)
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const json = method === 'PATCH' ? { json: { name: 'Taken over' } } : {}
      assert.equal((await stranger.json(`/categories/${shoes.id}`, { method, ...json })).status, 404, method)
      assert.equal((await stranger.json(`/catalogs/${catalog.id}`, { method, ...json })).status, 404, method)
      if (method !== 'GET') assert.equal((await creator.json(`/categories/${shoes.id}`, { method, ...json })).status, 403, method)
    }
    assert.lengthOf((await stranger.json<Listed>(`/categories?catalog=${catalog.id}`)).body.data, 0)
    assert.lengthOf((await stranger.json<Listed>(`/catalogs?text=${encodeURIComponent(catalog.name)}`)).body.data, 0)
    assert.equal((await creator.json(`/categories/${shoes.id}`)).body.path, 'Shoes')
    const { body: log } = await admin.json(`/activities?action=category.created`)
    assert.deepInclude(log.data[0], { subjectId: shoes.id, brandId, after: { name: 'Shoes', code: null, parentId: null } })
  })

  test('for all brands are seen by all, and shaped by those who may everywhere', async ({ assert }) => {
    const { catalog, admin } = await someCatalog({ brandId: null })
    const brandId = (await makeBrand(`Everyone ${++nth}`)).id
    const manager = await Program.of({ role: 'manager', brandId })
    assert.equal((await manager.json('/catalogs', { method: 'POST', json: { name: 'For all', brandId: null } })).status, 403)
    assert.equal((await add(manager, catalog.id, 'Mine')).status, 403)
    assert.equal((await manager.json(`/catalogs/${catalog.id}`)).body.brandId, null)
    assert.equal((await add(await Program.of({ role: 'pim-admin' }), catalog.id, 'Theirs')).status, 201)
    const { body } = await admin.json<Listed>(`/catalogs?brand=${brandId}&limit=200`)
    assert.include(
      body.data.map(({ id }) => id),
      catalog.id
    )
  })

  test('have a name of their own in their brand', async ({ assert }) => {
    const { catalog, brandId, admin } = await someCatalog()
    const again = (json: object) => admin.json('/catalogs', { method: 'POST', json })
    assert.equal((await again({ name: catalog.name.toUpperCase(), brandId })).body.code, 'name_taken')
    for (const name of ['', ' ', 'two\nlines', 'x'.repeat(201)]) assert.equal((await again({ name, brandId })).status, 422, name)
    assert.equal((await again({ name: catalog.name, brandId: (await makeBrand(`Other ${++nth}`)).id })).status, 201)
  })

  test('are deleted with their categories, and brought back with them for 30 days', async ({ assert }) => {
    const { catalog, brandId, admin } = await someCatalog()
    const [men, tops] = await chain(admin, catalog.id, 'Men', 'Tops')
    assert.equal((await admin.json(`/catalogs/${catalog.id}`, { method: 'DELETE' })).status, 204)
    for (const id of [men, tops]) assert.equal((await admin.json(`/categories/${id}`)).status, 404)
    assert.equal((await admin.json(`/categories/${tops}/restorations`, { method: 'POST' })).status, 404)
    assert.equal((await add(admin, catalog.id, 'Late')).status, 404)
    assert.equal((await admin.json(`/catalogs/${catalog.id}/restorations`, { method: 'POST' })).status, 201)
    assert.equal((await admin.json(`/categories/${tops}`)).body.path, 'Men > Tops')
    await admin.json(`/catalogs/${catalog.id}`, { method: 'DELETE' })
    await admin.json('/catalogs', { method: 'POST', json: { name: catalog.name, brandId } })
    assert.equal((await admin.json(`/catalogs/${catalog.id}/restorations`, { method: 'POST' })).body.code, 'name_taken')
  })
})

test.group('Categories', () => {
  test('are one of a name at a place, unless codes tell them apart', async ({ assert }) => {
    const { catalog, admin } = await someCatalog()
    assert.equal((await add(admin, catalog.id, 'Été', null, { code: 'S1' })).status, 201)
    assert.equal((await add(admin, catalog.id, 'Winter')).status, 201)
    assert.equal((await add(admin, catalog.id, ' winter ')).body.code, 'name_taken')
    assert.equal((await add(admin, catalog.id, 'Other', null, { code: 's1' })).body.code, 'name_taken')
    assert.equal((await add(admin, catalog.id, 'ete', null, { code: 'S2' })).status, 201)
    for (const json of [{ name: '' }, { name: 'x'.repeat(201) }, { name: 'a', code: 'b'.repeat(151) }, { name: 'a\u0007' }]) {
      assert.equal((await admin.json('/categories', { method: 'POST', json: { catalogId: catalog.id, ...json } })).status, 422)
    }
    assert.deepEqual(
      (await admin.json<Listed>(`/categories?catalog=${catalog.id}&text=s1`)).body.data.map(({ name }) => name),
      ['Été']
    )
  })

  test('move with all that is in them, and never into themselves or another catalogue', async ({ assert }) => {
    const { catalog, admin, brandId } = await someCatalog()
    const [men, tops, shirts] = await chain(admin, catalog.id, 'Men', 'Tops', 'Shirts')
    const [women] = await chain(admin, catalog.id, 'Women')
    const other = await someCatalog({ brandId })
    const [elsewhere] = await chain(admin, other.catalog.id, 'Elsewhere')
    for (const parentId of [men, tops, shirts, elsewhere, newId()]) {
      assert.equal((await change(admin, men!, { parentId })).body.code, 'place_refused')
    }
    assert.equal((await change(admin, tops!, { parentId: women })).body.path, 'Women > Tops')
    const { body } = await admin.json(`/categories/${shirts}`)
    assert.deepInclude(body, { path: 'Women > Tops > Shirts', depth: 3 })
    assert.equal((await change(admin, shirts!, { parentId: null })).body.depth, 1)
    assert.isTrue(await isConsistent(catalog.id))
  })

  test('are no deeper than people can follow', async ({ assert }) => {
    const { catalog, admin } = await someCatalog()
    const ids = await chain(admin, catalog.id, ...Array.from({ length: 32 }, (_, depth) => `Level ${depth + 1}`))
    assert.equal((await add(admin, catalog.id, 'Too deep', ids.at(-1))).body.code, 'place_refused')
    const [top] = await chain(admin, catalog.id, 'Top')
    assert.equal((await change(admin, ids[0]!, { parentId: top })).body.code, 'place_refused')
    assert.equal((await admin.json(`/categories/${ids[30]}`)).body.depth, 31)
    assert.isTrue(await isConsistent(catalog.id))
  })

  test('keep the order that people give them', async ({ assert }) => {
    const { catalog, admin } = await someCatalog()
    const ids: Record<string, string> = {}
    for (const name of ['c', 'a', 'd']) ids[name] = (await add(admin, catalog.id, name)).body.id
    ids.b = (await add(admin, catalog.id, 'b', null, { before: ids.c })).body.id
    assert.deepEqual(await level(admin, catalog.id), ['b', 'c', 'a', 'd'])
    await change(admin, ids.a!, { before: ids.b })
    await change(admin, ids.b!, { before: null })
    assert.deepEqual(await level(admin, catalog.id), ['a', 'c', 'd', 'b'])
    // Again and again between the same two: there is always room.
    for (let turn = 0; turn < 60; turn++) await change(admin, ids[turn % 2 ? 'd' : 'b']!, { before: ids[turn % 2 ? 'b' : 'd'] })
    assert.deepEqual(await level(admin, catalog.id), ['a', 'c', 'd', 'b'])
    const [inside] = await chain(admin, catalog.id, 'e')
    assert.equal((await add(admin, catalog.id, 'f', inside, { before: ids.a })).body.code, 'place_refused')
  })

  test('are found by parts of their names, page after page', async ({ assert }) => {
    const { catalog, admin } = await someCatalog()
    const [tools] = await chain(admin, catalog.id, 'Tools')
    for (let n = 1; n <= 5; n++) await add(admin, catalog.id, `Hammer ${n}`, tools)
    for (const query of [`parent=${tools}`, 'text=hamm']) {
      const found: string[] = []
      for (let cursor = ''; ;) {
        const { body } = await admin.json<Listed>(`/categories?catalog=${catalog.id}&${query}&limit=2${cursor}`)
        found.push(...body.data.map(({ name }) => name))
        if (!body.meta.next) break
        cursor = `&cursor=${body.meta.next}`
      }
      assert.deepEqual(found, ['Hammer 1', 'Hammer 2', 'Hammer 3', 'Hammer 4', 'Hammer 5'], query)
    }
    assert.equal((await admin.json(`/categories?parent=${tools}&cursor=bm9uc2Vuc2U`)).status, 422)
    assert.lengthOf((await admin.json<Listed>(`/categories?catalog=${catalog.id}&text=%25`)).body.data, 0)
  })

  test('are deleted with those in them, and brought back to their place or to the top', async ({ assert }) => {
    const { catalog, admin } = await someCatalog()
    const [men, tops, shirts] = await chain(admin, catalog.id, 'Men', 'Tops', 'Shirts')
    await change(admin, shirts!, { code: 'SH' })
    assert.equal((await admin.json(`/categories/${tops}`, { method: 'DELETE' })).status, 204)
    assert.equal((await admin.json(`/categories/${shirts}`)).status, 404)
    assert.equal((await admin.json(`/categories/${shirts}/restorations`, { method: 'POST' })).status, 404)
    assert.equal((await add(admin, catalog.id, 'Shirts again', null, { code: 'sh' })).status, 201)
    assert.equal((await admin.json(`/categories/${tops}/restorations`, { method: 'POST' })).body.code, 'name_taken')
    const again = (await admin.json<Listed>(`/categories?catalog=${catalog.id}&text=again`)).body.data[0]!.id
    await change(admin, again, { code: null })
    await admin.json(`/categories/${men}`, { method: 'DELETE' })
    const { status, body } = await admin.json(`/categories/${tops}/restorations`, { method: 'POST' })
    assert.equal(status, 201)
    assert.deepInclude(body, { path: 'Tops', depth: 1, parentId: null })
    assert.equal((await admin.json(`/categories/${shirts}`)).body.path, 'Tops > Shirts')
    assert.isTrue(await isConsistent(catalog.id))
  })

  test('moved by several at once never make a circle', async ({ assert }) => {
    const { catalog, admin } = await someCatalog()
    const ids = await Promise.all(['a', 'b', 'c'].map(async (name) => (await add(admin, catalog.id, name)).body.id as string))
    await Promise.all(ids.map((id, at) => change(admin, id, { parentId: ids[(at + 1) % 3] })))
    assert.isTrue(await isConsistent(catalog.id))
    assert.isAbove((await level(admin, catalog.id)).length, 0)
  })
})
