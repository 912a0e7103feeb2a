import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { searchBy, waitingChanges } from '#assets'
import { loadVisitor } from '#identity'
import { Program } from '#tests/support/api'
import { loginCookie, makeBrand } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'
import { searchByStub, tellSearchEngine } from '#tests/support/search_engine'
import type { TypesenseStub } from '#tests/support/typesense_stub'
import { FindPlace } from '../../../app/assets/queries/find_place.ts'
import { forgetFailures } from '../../../app/assets/search/engine/ask_engine.ts'
import { checkIndex } from '../../../app/assets/search/engine/check_index.ts'
import { rebuildIndex } from '../../../app/assets/search/engine/rebuild_index.ts'

let program: Program
let width = 60

async function upload(name: string, more: Record<string, string> = {}, by = program): Promise<string> {
  width += 1
  const { body, status } = await by.upload(await picture({ width, height: 60 }), `${width}.jpg`, { name, ...more })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id as string
}

async function search(text: string, more = '', by = program) {
  const { body, status } = await by.json(`/assets?text=${encodeURIComponent(text)}${more}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  const data = body.data as { id: string; name: string; match: { text: string; marks: [number, number][] }[] }[]
  return { data, names: data.map(({ name }) => name), meta: body.meta as { total: number; next: string | null; search?: string } }
}

test.group('Searching by an engine (S2-37)', (group) => {
  let stub: TypesenseStub

  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    const { stub: made, end } = await searchByStub()
    stub = made
    for (const name of ['Harbour wall', 'Harbour at noon', 'Orchard at noon']) await upload(name, { keywords: 'seen' })
    await upload('A long name', { description: 'the harbour from far' })
    await workUntilIdle()
    await rebuildIndex()
    await tellSearchEngine()
    return end
  })
  group.each.setup(() => {
    forgetFailures()
    stub.mood = 'well'
    stub.requests.length = 0
  })
  group.each.teardown(() => {
    if (stub.violations.length > 0) throw new Error(stub.violations.join('\n'))
  })

  test('the closest first, by the engine, and why they match', async ({ assert }) => {
    const { names, data, meta } = await search('harbour')
    assert.deepEqual(names, ['Harbour at noon', 'Harbour wall', 'A long name'])
    assert.deepInclude(meta, { total: 3, totalIsCapped: false, next: null })
    assert.notProperty(meta, 'search')
    assert.deepEqual(data[0]!.match, [{ field: 'name', text: 'Harbour at noon', marks: [[0, 7]] }])
    assert.deepEqual(stub.requests, ['POST /multi_search'])
  })

  test('what it forgave is shown where it stands', async ({ assert }) => {
    const { names, data } = await search('harbeur noon')
    assert.deepEqual(names, ['Harbour at noon'])
    assert.deepEqual(
      data[0]!.match[0]!.marks.map(([from, to]) => data[0]!.match[0]!.text.slice(from, to)),
      ['Harbour', 'noon']
    )
  })

  test('pages, other orders, filters, facets, places and operations mean the same', async ({ assert }) => {
    const first = await search('harbour', '&limit=2')
    const second = await search('harbour', `&limit=2&cursor=${encodeURIComponent(first.meta.next!)}`)
    assert.deepEqual([...first.names, ...second.names], (await search('harbour')).names)
    assert.isNull(second.meta.next)
    assert.deepEqual((await search('harbour', '&sort=name')).names, ['A long name', 'Harbour at noon', 'Harbour wall'])
    assert.equal((await search('harbour', '&sort=name')).meta.total, 3)
    assert.deepEqual((await search('harbour', '&type=video')).names, [])
    const { body } = await program.json('/assets/facets?facets=type&text=harbeur')
    assert.equal(body.meta.total, 3)
    const visitor = (await loadVisitor(program.user.id, 'web'))!
    const { data } = await search('harbour')
    const place = (await new FindPlace().handle(visitor, data[1]!.id, { text: 'harbour' }))!
    assert.deepInclude(place, { position: 2, total: 3, previous: data[0]!.id, next: data[2]!.id })
    const query = { text: 'orcherd' }
    await program.json('/operations', { method: 'POST', json: { kind: 'trash', query } })
    await workUntilIdle()
    assert.deepEqual((await search('orchard', '&bucket=trash')).names, ['Orchard at noon'])
    await program.json('/operations', { method: 'POST', json: { kind: 'restore', query } })
    await workUntilIdle()
    assert.deepEqual((await search('orchard')).names, ['Orchard at noon'])
  })

  test('words that are not wanted, and those alone', async ({ assert }) => {
    assert.deepEqual((await search('harbour -noon')).names, ['Harbour wall', 'A long name'])
    stub.requests.length = 0
    assert.includeMembers((await search('-noon')).names, ['Harbour wall', 'A long name'])
    assert.isEmpty(stub.requests)
  })

  test('what has too many matches is answered by the database, which can count them', async ({ assert }) => {
    const [like] = [...stub.documents().values()]
    for (let nth = 0; nth < 2001; nth += 1) stub.documents().set(`x${nth}`, { ...like!, id: `x${nth}`, name: 'harbour' })
    const { names, meta } = await search('harbour')
    for (let nth = 0; nth < 2001; nth += 1) stub.documents().delete(`x${nth}`)
    assert.sameMembers(names, ['Harbour wall', 'Harbour at noon', 'A long name'])
    assert.notProperty(meta, 'search')
  })

  test('what another brand says never comes back, even where the engine gives it out', async ({ assert }) => {
    const [mine, theirs] = [await makeBrand('Mine'), await makeBrand('Theirs')]
    const secret = await upload('Markerword harbour', { brandId: theirs.id })
    await upload('Own harbour', { brandId: mine.id })
    await tellSearchEngine()
    const member = await Program.of({ role: 'dam-write', brandId: mine.id })
    assert.equal((await search('markerword')).meta.total, 1)
    const seen = async () => {
      const { names, meta } = await search('harbour', '', member)
      const { body } = await member.json('/assets/facets?facets=type,brand&text=markerword')
      return { names, total: meta.total, marker: (await search('markerword', '', member)).meta.total, facets: body.meta.total }
    }
    const expected = { names: ['Own harbour'], total: 1, marker: 0, facets: 0 }
    assert.deepEqual(await seen(), expected)
    // Now it lies about the brand.
    stub.documents().get(secret)!.brand_id = mine.id
    assert.deepEqual(await seen(), expected)
    for (const brand of [theirs.id, 'x`] || brand_id:!=[`y']) {
      const { body } = await member.json(`/assets?text=markerword&brand=${encodeURIComponent(brand)}`)
      assert.isEmpty(body.data ?? [])
    }
    const stranger = await Program.of({ role: null })
    assert.isEmpty((await stranger.json('/assets?text=markerword')).body.data ?? [])
    stub.mood = 503
    assert.deepEqual(await seen(), expected)
  })
})

test.group('A search engine and restricted folders (S0-28)', (group) => {
  group.setup(async () => {
    const { end } = await searchByStub()
    await rebuildIndex()
    return end
  })
  group.each.setup(forgetFailures)

  test('it finds what lies in one, and nobody hears of it who is not let in', async ({ assert }) => {
    const admin = await Program.of({ role: 'system-admin' })
    const brandId = (await makeBrand('Folders')).id
    const [manager, outsider] = [await Program.of({ role: 'manager', brandId }), await Program.of({ role: 'creator', brandId })]
    const { body: folder } = await admin.json('/folders', { method: 'POST', json: { brandId, name: 'Secret' } })
    await upload('Lantern inside', { brandId, folderId: folder.id }, admin)
    await upload('Lantern outside', { brandId }, admin)
    await workUntilIdle()
    await tellSearchEngine()
    assert.deepEqual((await search('lantern', '', outsider)).meta.total, 2)
    assert.equal((await manager.json(`/folders/${folder.id}/access`, { method: 'PUT', json: { users: [] } })).status, 200)
    const { names, meta } = await search('lantern', '', outsider)
    assert.deepEqual(names, ['Lantern outside'])
    assert.deepInclude(meta, { total: 1, totalIsCapped: false, next: null })
    assert.notProperty(meta, 'search')
    const { body } = await outsider.json('/assets/facets?facets=type,folder&text=lantern')
    assert.equal(body.meta.total, 1)
    assert.equal((await search('lantern', '', manager)).meta.total, 2)
  })
})

test.group('A search engine that fails (S2-37)', (group) => {
  let stub: TypesenseStub

  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    const { stub: made, end } = await searchByStub()
    stub = made
    await upload('Lighthouse')
    await workUntilIdle()
    return end
  })
  group.each.setup(() => {
    forgetFailures()
    stub.mood = 'well'
    stub.requests.length = 0
  })

  test('before its first index, the database answers and says so', async ({ assert }) => {
    const { names, meta } = await search('lighthouse')
    assert.deepEqual(names, ['Lighthouse'])
    assert.equal(meta.search, 'fallback')
    await tellSearchEngine()
    assert.isAbove((await waitingChanges()).count, 0)
    await rebuildIndex()
    forgetFailures()
    assert.notProperty((await search('lighthouse')).meta, 'search')
    await tellSearchEngine()
    assert.equal((await waitingChanges()).count, 0)
  })

  for (const mood of [500, 503, 'cut', 'silent'] as const) {
    test(`answering by ${mood}: the database answers, and nobody waits again`, async ({ assert }) => {
      stub.mood = mood
      const begun = performance.now()
      const { names, meta } = await search('lighthouse')
      assert.deepEqual(names, ['Lighthouse'])
      assert.equal(meta.search, 'fallback')
      assert.isBelow(performance.now() - begun, 2500)
      const again = performance.now()
      assert.equal((await search('lighthouse')).meta.search, 'fallback')
      assert.isBelow(performance.now() - again, 700)
      assert.lengthOf(stub.requests, 1)
      stub.mood = 'well'
      forgetFailures()
      assert.notProperty((await search('lighthouse')).meta, 'search')
    })
  }

  test('stopped, and started again', async ({ assert }) => {
    await stub.stop()
    assert.equal((await search('lighthouse')).meta.search, 'fallback')
    await stub.start()
    forgetFailures()
    assert.notProperty((await search('lighthouse')).meta, 'search')
  })

  test('a page says so in words', async ({ assert, client }) => {
    const { name, value } = await loginCookie(program.user)
    const page = () => client.get('/assets?text=lighthouse').header('cookie', `${name}=${value}`)
    assert.notInclude((await page()).text(), 'The search engine does not answer')
    stub.mood = 503
    assert.include((await page()).text(), 'The search engine does not answer')
    assert.notInclude((await page()).text(), stub.key)
  })
})

test.group('What a search engine is told', (group) => {
  let stub: TypesenseStub

  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    const { stub: made, end } = await searchByStub()
    stub = made
    await rebuildIndex()
    return end
  })
  group.each.setup(async () => {
    forgetFailures()
    stub.mood = 'well'
    stub.before = () => {}
    await workUntilIdle()
    await tellSearchEngine()
  })

  const rename = (id: string, name: string) => program.json(`/assets/${id}`, { method: 'PATCH', json: { name } })
  const nameIn = (id: string) => stub.documents().get(id)?.name

  test('new, changed and purged assets, with the change that makes it necessary', async ({ assert }) => {
    const id = await upload('Quay')
    const { count, since } = await waitingChanges()
    assert.isAbove(count, 0)
    assert.isAtMost(Date.now() - since!, 60_000)
    await workUntilIdle()
    await tellSearchEngine()
    assert.equal(nameIn(id), 'Quay')
    await rename(id, 'Pier')
    await tellSearchEngine()
    assert.deepEqual((await search('pier')).names, ['Pier'])
    assert.isEmpty((await search('quay')).names)
    await program.json(`/assets/${id}`, { method: 'DELETE' })
    assert.isEmpty((await search('pier')).names)
    assert.deepEqual((await search('pier', '&bucket=trash')).names, ['Pier'])
    const manager = await Program.of({ role: 'system-admin' })
    const purged = await manager.json(`/operations`, { method: 'POST', json: { kind: 'purge', ids: [id] } })
    assert.equal(purged.status, 202)
    await workUntilIdle()
    await tellSearchEngine()
    assert.isUndefined(nameIn(id))
    assert.isEmpty(stub.violations)
  })

  test('a change that was refused is told of to nobody', async ({ assert }) => {
    const id = await upload('Mole')
    await workUntilIdle()
    await tellSearchEngine()
    const { status } = await rename(id, '')
    assert.equal(status, 422)
    assert.equal((await waitingChanges()).count, 0)
  })

  for (const mood of [503, 'cut'] as const) {
    test(`what could not be told waits, in order (${mood})`, async ({ assert }) => {
      const id = await upload('Buoy')
      await workUntilIdle()
      stub.mood = mood
      await rename(id, 'Buoy two')
      await tellSearchEngine()
      assert.isAbove((await waitingChanges()).count, 0)
      await rename(id, 'Buoy three')
      stub.mood = 'well'
      await tellSearchEngine()
      assert.equal(nameIn(id), 'Buoy three')
      assert.equal((await waitingChanges()).count, 0)
    })
  }

  test('told and then killed before that was written down: told again, with what it is by then', async ({ assert }) => {
    const id = await upload('Anchor')
    await workUntilIdle()
    await tellSearchEngine()
    await db.table('search_changes').insert({ asset_id: id, changed_at: Date.now() })
    await tellSearchEngine()
    assert.equal(nameIn(id), 'Anchor')
    assert.equal((await waitingChanges()).count, 0)
  })

  test('one asset that the engine refuses does not keep the others waiting', async ({ assert }) => {
    const [good, bad] = [await upload('Rope'), await upload('Chain')]
    await workUntilIdle()
    stub.refuses = bad
    await tellSearchEngine()
    stub.refuses = null
    assert.equal(nameIn(good), 'Rope')
    assert.isUndefined(nameIn(bad))
    assert.deepInclude(await checkIndex(), { missing: 1, waiting: 0 })
    await rebuildIndex()
  })

  test('what changes while an index is built is in it afterwards', async ({ assert }) => {
    const id = await upload('Sail')
    await workUntilIdle()
    await tellSearchEngine()
    let told = false
    stub.before = async (route) => {
      if (!route.endsWith('/import') || told) return
      told = true
      await rename(id, 'Mainsail')
      // A worker that comes by meanwhile must not tell the old index alone.
      await tellSearchEngine()
      assert.isAbove((await waitingChanges()).count, 0)
    }
    await rebuildIndex()
    stub.before = () => {}
    assert.isTrue(told)
    assert.equal(nameIn(id), 'Sail')
    await tellSearchEngine()
    assert.equal(nameIn(id), 'Mainsail')
    assert.equal(stub.collections.size, 1)
  })

  test('searches go on while an index is built, and one is built at a time', async ({ assert }) => {
    await upload('Keel')
    await workUntilIdle()
    await tellSearchEngine()
    const seen: string[][] = []
    stub.before = async (route) => {
      if (!route.endsWith('/import')) return
      stub.before = () => {}
      seen.push((await search('keel')).names)
      await assert.rejects(() => rebuildIndex(), /being built anew already/)
    }
    await rebuildIndex()
    assert.deepEqual(seen, [['Keel']])
    assert.deepEqual((await search('keel')).names, ['Keel'])
  })

  test('a rebuild that fails leaves the old index, and can be started again', async ({ assert }) => {
    stub.before = (route) => void (route.endsWith('/import') && (stub.mood = 503))
    await assert.rejects(() => rebuildIndex(), /Typesense at .* failed/)
    stub.before = () => {}
    stub.mood = 'well'
    assert.deepEqual((await search('keel')).names, ['Keel'])
    const { documents } = await rebuildIndex()
    assert.equal(documents, stub.documents().size)
    assert.equal(stub.collections.size, 1)
  })

  test('what is missing, stale or surplus is found, and put right by a rebuild', async ({ assert }) => {
    const [one, other] = [await upload('Oar'), await upload('Rudder')]
    await workUntilIdle()
    await tellSearchEngine()
    assert.deepInclude(await checkIndex(), { engine: 'plugin', missing: 0, stale: 0, surplus: 0, waiting: 0 })
    const document = stub.documents().get(other)!
    stub.documents().delete(one)
    stub.documents().set(other, { ...document, digest: 'of another time' })
    stub.documents().set('gone', { ...document, id: 'gone' })
    const report = await checkIndex()
    assert.deepInclude(report, { missing: 1, stale: 1, surplus: 1 })
    assert.sameMembers(report.examples, [other, 'gone'])
    await rebuildIndex()
    assert.deepInclude(await checkIndex(), { missing: 0, stale: 0, surplus: 0 })
    assert.isEmpty(stub.violations)
  })

  test('nothing is written down where the database searches', async ({ assert }) => {
    const { stub: other, end } = await searchByStub()
    await end()
    assert.isEmpty(other.requests)
    searchBy(null)
    await upload('Deck')
    assert.equal((await waitingChanges()).count, 0)
    assert.deepInclude(await checkIndex(), { engine: 'sql', missing: 0, surplus: 0 })
    assert.deepInclude(await rebuildIndex(), { engine: 'sql' })
    assert.deepEqual((await search('deck')).names, ['Deck'])
  })
})
