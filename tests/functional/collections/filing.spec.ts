import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { Brand, defaultBrand } from '#identity'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'

test.group('Filing assets in collections', (group) => {
  let admin: Program
  let writer: Program
  let reader: Program
  let brandId: string

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    writer = await Program.of({ role: 'dam-write' })
    reader = await Program.of({ role: 'dam-read' })
    brandId = (await defaultBrand()).id
  })

  let nth = 0
  const some = async (count: number, fields: Record<string, string> = {}) => {
    const ids: string[] = []
    for (let made = 0; made < count; made += 1) ids.push((await admin.upload(`Words ${(nth += 1)}`, `text-${nth}.txt`, fields)).body.id)
    return ids
  }
  const make = async (name: string, more: object = {}, who = admin): Promise<string> =>
    (await who.json('/collections', { method: 'POST', json: { name, brandId, ...more } })).body.id
  const run = async (method: string, path: string, json: object | undefined, who: Program) => {
    const begun = await who.json(path, { method, json })
    if (begun.status !== 202) return begun
    await workUntilIdle()
    return who.json(begun.headers.get('location')!)
  }
  const file = (id: string, json: object, who = writer) => run('POST', `/collections/${id}/assets`, json, who)
  const unfile = (id: string, json: object, who = writer) => run('DELETE', `/collections/${id}/assets`, json, who)
  const numberOf = async (id: string) => (await admin.json(`/collections/${id}`)).body.assetCount as number
  const idsIn = async (query: string, who = admin) => {
    const { body } = await who.json(`/assets?limit=200&${query}`)
    return body.data.map((asset: { id: string }) => asset.id) as string[]
  }
  const totalOf = async (query: string, who = admin) => (await who.json(`/assets?limit=1&${query}`)).body.meta.total as number

  test('is refused to those who may only look', async ({ assert }) => {
    const id = await make('Closed')
    const ids = await some(1)
    assert.equal((await file(id, { ids }, reader)).status, 403)
    assert.equal((await unfile(id, { ids }, reader)).status, 403)
    assert.equal((await file(id, {})).status, 422)
    assert.equal((await file('unknown', { ids })).status, 404)
    assert.equal(await numberOf(id), 0)
  })

  test('tells the outcome of each, counts them, and can be taken back (S1-17, S1-25, S1-26, S3-46)', async ({ assert }) => {
    const id = await make('Shoot')
    const ids = await some(3)
    await file(id, { ids: [ids[0]!] })
    const { body } = await file(id, { ids: [...ids, 'unknown'] })
    assert.containSubset(body, { state: 'done', kind: 'file', total: 4, done: 2, refused: 2 })
    assert.include(body.items.find((item: { assetId: string }) => item.assetId === ids[0]).reason, 'already')
    assert.equal(await numberOf(id), 3)
    assert.sameMembers(await idsIn(`collection=${id}`), ids)
    assert.equal(await totalOf(`collection=${id}`), 3)
    assert.sameMembers(
      (await admin.json(`/collections/${id}/assets`)).body.data.map((asset: { id: string }) => asset.id),
      ids
    )
    await run('POST', `/operations/${body.id}/reversals`, undefined, writer)
    assert.deepEqual(await idsIn(`collection=${id}`), [ids[0]])
    assert.equal(await numberOf(id), 1)
  })

  test('takes all that match, narrowed by every other filter too (S1-31)', async ({ assert }) => {
    const from = await make('From')
    const to = await make('To')
    const ids = await some(120, { keywords: 'harvest' })
    assert.containSubset((await file(from, { query: { text: 'harvest' } })).body, { done: 120 })
    assert.containSubset((await file(to, { query: { collection: from, type: 'text' } })).body, { done: 120 })
    assert.equal(await numberOf(to), 120)
    assert.equal(await totalOf(`collection=${to}&text=harvest`), 120)
    assert.equal(await totalOf(`collection=${to}&type=image`), 0)
    assert.containSubset((await unfile(to, { ids: ids.slice(0, 20) })).body, { kind: 'unfile', done: 20 })
    assert.equal(await numberOf(to), 100)
    assert.equal(await numberOf(from), 120)
    for (const sort of ['latest', 'name', 'size']) {
      const first = (await admin.json(`/collections/${to}/assets?limit=60&sort=${sort}`)).body
      const second = (await admin.json(`/collections/${to}/assets?limit=60&sort=${sort}&cursor=${first.meta.next}`)).body
      assert.equal(new Set([...first.data, ...second.data].map((asset: { id: string }) => asset.id)).size, 100)
    }
  })

  test('shows nested collections too when asked, each asset once (S1-18)', async ({ assert }) => {
    const top = await make('Top')
    const below = await make('Below', { parentId: top })
    const deeper = await make('Deeper', { parentId: below })
    const [a, b, c] = (await some(3)) as [string, string, string]
    await file(top, { ids: [a] })
    await file(below, { ids: [a, b] })
    await file(deeper, { ids: [c] })
    assert.deepEqual(await idsIn(`collection=${top}`), [a])
    assert.sameMembers(await idsIn(`collection=${top}&includeNested=1`), [a, b, c])
    assert.equal(await totalOf(`collection=${top}&includeNested=true`), 3)
    assert.sameMembers(await idsIn(`collection=${below}&includeNested=1&text=text`), [a, b, c])
    await admin.json(`/collections/${deeper}`, { method: 'PATCH', json: { parentId: null } })
    assert.sameMembers(await idsIn(`collection=${top}&includeNested=1`), [a, b])
    await admin.json(`/collections/${below}`, { method: 'DELETE' })
    assert.deepEqual(await idsIn(`collection=${top}&includeNested=1`), [a])
    await admin.json(`/collections/${below}/restorations`, { method: 'POST' })
    assert.sameMembers(await idsIn(`collection=${top}&includeNested=1`), [a, b])
  })

  test('empties Unfiled, and deleting a collection fills it again; the assets stay (S1-13, S1-14, S1-24)', async ({ assert }) => {
    const before = await totalOf('bucket=unfiled')
    const ids = await some(2)
    const [one, two] = [await make('One'), await make('Two')]
    const basket = await make('Basket', { kind: 'personal' }, writer)
    await file(basket, { ids })
    assert.equal(await totalOf('bucket=unfiled'), before + 2)
    await file(one, { ids })
    await file(two, { ids: [ids[0]!] })
    assert.equal(await totalOf('bucket=unfiled'), before)
    await admin.json(`/collections/${one}`, { method: 'DELETE' })
    assert.deepEqual((await idsIn('bucket=unfiled')).slice(0, 1), [ids[1]])
    assert.equal(await totalOf('bucket=unfiled'), before + 1)
    for (const id of ids) assert.equal((await admin.json(`/assets/${id}`)).status, 200)
    await admin.json(`/collections/${one}/restorations`, { method: 'POST' })
    assert.equal(await totalOf('bucket=unfiled'), before)
    assert.equal(await numberOf(one), 2)
    await unfile(one, { ids })
    assert.equal(await totalOf('bucket=unfiled'), before + 1)
  })

  test('what is in the trash is not counted, and comes back to where it was (S1-25)', async ({ assert }) => {
    const id = await make('Trashing')
    const basket = await make('Trash basket', { kind: 'personal' })
    const ids = await some(3)
    await file(id, { ids: ids.slice(0, 2) })
    await file(basket, { ids }, admin)
    const unfiled = await totalOf('bucket=unfiled')
    for (const one of ids) await admin.json(`/assets/${one}`, { method: 'DELETE' })
    assert.equal(await numberOf(id), 0)
    assert.equal(await numberOf(basket), 0)
    assert.equal(await totalOf('bucket=unfiled'), unfiled - 1)
    assert.lengthOf(await idsIn(`collection=${id}`), 0)
    assert.containSubset((await file(id, { ids: [ids[2]!] })).body, { done: 0, refused: 1 })
    for (const one of [ids[0]!, ids[2]!]) await admin.json(`/trash/${one}/restorations`, { method: 'POST' })
    assert.equal(await numberOf(id), 1)
    assert.equal(await numberOf(basket), 2)
    assert.equal(await totalOf('bucket=unfiled'), unfiled)
    await admin.json(`/trash/${ids[1]}`, { method: 'DELETE' })
    assert.equal(await numberOf(id), 1)
    assert.lengthOf(await db.from('collection_assets').where('asset_id', ids[1]!), 0)
  })

  test('two at once count every asset once', async ({ assert }) => {
    const id = await make('Contested')
    const ids = await some(40)
    const begin = () => writer.json(`/collections/${id}/assets`, { method: 'POST', json: { ids } })
    await Promise.all([begin(), begin(), begin()])
    await Promise.all([workUntilIdle(), ...ids.slice(0, 10).map((one) => admin.json(`/assets/${one}`, { method: 'DELETE' }))])
    assert.equal(await numberOf(id), await totalOf(`collection=${id}&type=text`))
  })

  test('a basket takes what one may see, a library collection what is of its brand', async ({ assert }) => {
    const other = await Brand.create({ id: newId(), slug: 'other', name: 'Other', nameKey: 'other', createdAt: 1, updatedAt: 1 })
    const [foreign] = (await some(1, { brandId: other.id })) as [string]
    const [own] = (await some(1)) as [string]
    const shared = await make('Shared')
    assert.containSubset((await file(shared, { ids: [foreign, own] }, admin)).body, { done: 1, refused: 1 })
    const insider = await Program.of({ role: 'dam-read', brandId })
    const basket = await make('Of an insider', { kind: 'personal' }, insider)
    assert.containSubset((await file(basket, { ids: [foreign, own] }, insider)).body, { kind: 'collect', done: 1, refused: 1 })
    assert.deepEqual(await idsIn(`collection=${basket}`, insider), [own])
    assert.lengthOf(await idsIn(`collection=${basket}`), 0)
    const stranger = await Program.of({ role: 'dam-read', brandId: other.id })
    assert.equal(await totalOf(`collection=${shared}`, stranger), 0)
    assert.lengthOf(await idsIn(`collection=${shared}&includeNested=1`, stranger), 0)
  })
})
