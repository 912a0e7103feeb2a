import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Program } from '#tests/support/api'
import { makeBrand } from '#tests/support/identity'

type Listed = { data: { id: string; name: string; path: string; hasNested: boolean }[]; meta: { next: string | null } }

let nth = 0

async function someBrand() {
  const brandId = (await makeBrand(`Folders ${++nth}`)).id
  return { admin: await Program.of({ role: 'system-admin' }), brandId }
}

const make = (program: Program, json: object) => program.json('/folders', { method: 'POST', json })
const change = (program: Program, id: string, json: object) => program.json(`/folders/${id}`, { method: 'PATCH', json })
const level = async (program: Program, brandId: string, parent = 'none') =>
  (await program.json<Listed>(`/folders?brand=${brandId}&parent=${parent}`)).body.data.map(({ name }) => name)

/** Makes folders one in the other, and answers their ids. */
async function chain(program: Program, brandId: string, ...names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) ids.push((await make(program, { brandId, name, parentId: ids.at(-1) ?? null })).body.id)
  return ids
}

/** Whether the table of what stands in what tells the same as the parents. */
async function isConsistent(brandId: string): Promise<boolean> {
  const rows = await db.from('folders').where('brand_id', brandId).whereNull('deleted_at').select('id', 'parent_id', 'depth')
  const parents = new Map(rows.map((row) => [row.id as string, row.parent_id as string | null]))
  const wanted = rows.flatMap(({ id, depth }) => {
    const around = []
    for (let at: string | null = id; at; at = parents.get(at) ?? null) around.push(at)
    return around.length === Number(depth) ? around.map((one) => `${one} ${id}`) : [`${id} is at a wrong depth`]
  })
  const kept = await db
    .from('folder_ancestors')
    .whereIn('folder_id', [...parents.keys()])
    .select('ancestor_id', 'folder_id')
  return (
    wanted.sort().join() ===
    kept
      .map((row) => `${row.ancestor_id} ${row.folder_id}`)
      .sort()
      .join()
  )
}

test.group('Folders (S0-28 to S0-31)', () => {
  test('are made by those who may, and unknown to those who do not see the brand', async ({ assert }) => {
    const { brandId, admin } = await someBrand()
    const viewer = await Program.of({ role: 'viewer', brandId })
    const creator = await Program.of({ role: 'creator', brandId })
    const stranger = await Program.of({ role: 'manager', brandId: (await makeBrand(`Strangers ${++nth}`)).id })
    assert.equal((await make(viewer, { brandId, name: 'Mine' })).status, 403)
    assert.equal((await make(stranger, { brandId, name: 'Mine' })).status, 404)
    const { status, body: folder } = await make(creator, { brandId, name: ' Spring   2026 ' })
    assert.equal(status, 201)
    assert.deepInclude(folder, { name: 'Spring 2026', path: 'Spring 2026', parentId: null, depth: 1, assetCount: 0, hasNested: false })
    assert.equal((await make(stranger, { parentId: folder.id, name: 'Inside' })).status, 404)
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const json = method === 'PATCH' ? { json: { name: 'Taken over' } } : {}
      assert.equal((await stranger.json(`/folders/${folder.id}`, { method, ...json })).status, 404, method)
      if (method !== 'GET') assert.equal((await viewer.json(`/folders/${folder.id}`, { method, ...json })).status, 403, method)
    }
    assert.lengthOf((await stranger.json<Listed>('/folders')).body.data, 0)
    assert.deepEqual(await level(viewer, brandId), ['Spring 2026'])
    const { body: log } = await admin.json('/activities?action=folder.created')
    assert.deepInclude(log.data[0], { subjectId: folder.id, brandId, after: { name: 'Spring 2026', parentId: null } })
  })

  test('need a name of one line that no sibling has', async ({ assert }) => {
    const { brandId, admin } = await someBrand()
    for (const name of ['', '   ', 'two\nlines', 'x'.repeat(181)]) assert.equal((await make(admin, { brandId, name })).status, 422, name)
    const [press, men] = await chain(admin, brandId, 'Press', 'Men')
    assert.deepInclude((await make(admin, { brandId, name: 'PRESS' })).body, { status: 409, code: 'name_taken' })
    assert.equal((await make(admin, { brandId, name: 'Press', parentId: press })).status, 201)
    const other = await someBrand()
    assert.equal((await make(other.admin, { brandId: other.brandId, name: 'Press' })).status, 201)
    assert.equal((await change(admin, men!, { parentId: null, name: 'press' })).status, 409)
    assert.deepEqual(await level(admin, brandId), ['Press'])
    assert.deepEqual(await level(admin, brandId, press), ['Men', 'Press'])
  })

  test('made twice at the same moment are one', async ({ assert }) => {
    const { brandId, admin } = await someBrand()
    const made = await Promise.all(Array.from({ length: 5 }, () => make(admin, { brandId, name: 'Once' })))
    assert.deepEqual(made.map(({ status }) => status).sort(), [201, 409, 409, 409, 409])
    assert.deepEqual(await level(admin, brandId), ['Once'])
  })

  test('stand in no folder of another brand, in none that is not there, not in themselves, and not too deep', async ({ assert }) => {
    const { brandId, admin } = await someBrand()
    const other = await someBrand()
    const [theirs] = await chain(admin, other.brandId, 'Theirs')
    const [a, b, c] = await chain(admin, brandId, 'A', 'B', 'C')
    for (const parentId of [theirs, newId()]) {
      assert.deepInclude((await make(admin, { brandId, name: 'X', parentId })).body, { status: 422, code: 'place_refused' })
      assert.equal((await change(admin, b!, { parentId })).status, 422)
    }
    for (const parentId of [a, b, c]) assert.equal((await change(admin, a!, { parentId })).body.code, 'place_refused')
    const deep = await chain(admin, brandId, ...Array.from({ length: 31 }, (_, at) => `D${at}`))
    assert.equal((await change(admin, b!, { parentId: deep.at(-1) })).body.code, 'place_refused')
    assert.isTrue(await isConsistent(brandId))
  })

  test('are renamed and moved with all that is in them', async ({ assert }) => {
    const { brandId, admin } = await someBrand()
    const [a, b, c] = await chain(admin, brandId, 'A', 'B', 'C')
    const [x] = await chain(admin, brandId, 'X')
    const { status, body } = await change(admin, b!, { parentId: x, name: 'Bee' })
    assert.equal(status, 200)
    assert.deepInclude(body, { path: 'X > Bee', depth: 2, hasNested: true })
    assert.equal((await admin.json(`/folders/${c}`)).body.path, 'X > Bee > C')
    assert.isFalse((await admin.json(`/folders/${a}`)).body.hasNested)
    await change(admin, b!, { parentId: null })
    assert.equal((await admin.json(`/folders/${c}`)).body.path, 'Bee > C')
    assert.isTrue(await isConsistent(brandId))
    const { body: log } = await admin.json('/activities?action=folder.updated')
    assert.deepInclude(log.data[0], { before: { name: 'Bee', parentId: x }, after: { name: 'Bee', parentId: null } })
  })

  test('moved into each other at the same moment make no circle', async ({ assert }) => {
    const { brandId, admin } = await someBrand()
    const [a] = await chain(admin, brandId, 'A')
    const [b] = await chain(admin, brandId, 'B')
    const moved = await Promise.all([change(admin, a!, { parentId: b }), change(admin, b!, { parentId: a })])
    assert.deepEqual(moved.map(({ status }) => status).sort(), [200, 422])
    assert.isTrue(await isConsistent(brandId))
  })

  test('come back for 30 days after they were deleted, to their place or to the top', async ({ assert }) => {
    const { brandId, admin } = await someBrand()
    const [a, b, c] = await chain(admin, brandId, 'A', 'B', 'C')
    const viewer = await Program.of({ role: 'viewer', brandId })
    assert.equal((await admin.json(`/folders/${b}`, { method: 'DELETE' })).status, 204)
    for (const id of [b, c]) assert.equal((await admin.json(`/folders/${id}`)).status, 404)
    assert.equal((await admin.json(`/folders/${b}`, { method: 'DELETE' })).status, 404)
    assert.equal((await admin.json(`/folders/${c}/restorations`, { method: 'POST' })).status, 404)
    assert.equal((await viewer.json(`/folders/${b}/restorations`, { method: 'POST' })).status, 403)
    const [again] = [(await make(admin, { brandId, name: 'B', parentId: a })).body]
    assert.equal((await admin.json(`/folders/${b}/restorations`, { method: 'POST' })).body.code, 'name_taken')
    await change(admin, again.id, { name: 'Other' })
    const { status, body } = await admin.json(`/folders/${b}/restorations`, { method: 'POST' })
    assert.equal(status, 201)
    assert.equal(body.path, 'A > B')
    assert.equal((await admin.json(`/folders/${c}`)).body.path, 'A > B > C')
    await admin.json(`/folders/${b}`, { method: 'DELETE' })
    await admin.json(`/folders/${a}`, { method: 'DELETE' })
    assert.equal((await admin.json(`/folders/${b}/restorations`, { method: 'POST' })).body.path, 'B')
    assert.isTrue(await isConsistent(brandId))
  })

  test('are listed page by page and found by parts of their names', async ({ assert }) => {
    const { brandId, admin } = await someBrand()
    for (const name of ['Spring 2026', 'Summer 2026', 'Été 2026']) await make(admin, { brandId, name })
    const first = (await admin.json<Listed>(`/folders?brand=${brandId}&limit=2`)).body
    assert.deepEqual(
      first.data.map(({ name }) => name),
      ['Été 2026', 'Spring 2026']
    )
    const { body: rest } = await admin.json<Listed>(`/folders?brand=${brandId}&limit=2&cursor=${first.meta.next}`)
    assert.deepEqual([rest.data.map(({ name }) => name), rest.meta.next], [['Summer 2026'], null])
    const found = (await admin.json<Listed>(`/folders?brand=${brandId}&text=${encodeURIComponent('2026 ete')}`)).body.data
    assert.deepEqual(
      found.map(({ name }) => name),
      ['Été 2026']
    )
    assert.lengthOf((await admin.json<Listed>(`/folders?brand=${brandId}&text=${encodeURIComponent('%')}`)).body.data, 0)
  })
})
