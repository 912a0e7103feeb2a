import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Brand, defaultBrand } from '#identity'
import { Program } from '#tests/support/api'

test.group('Smart collections', (group) => {
  let admin: Program
  let reader: Program
  let brandId: string

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    brandId = (await defaultBrand()).id
    reader = await Program.of({ role: 'dam-read', brandId })
    for (const [name, fields] of [
      ['Rose', { tags: 'red', rating: '5' }],
      ['Poppy', { tags: 'red' }],
      ['Lily', { tags: 'white', rating: '4' }],
    ] as const) {
      await admin.upload(`A ${name}`, `${name}.txt`, fields)
    }
    const other = await Brand.create({ id: newId(), slug: 'far', name: 'Far', nameKey: 'far', createdAt: 1, updatedAt: 1 })
    await admin.upload('A foreign rose', 'Foreign.txt', { brandId: other.id, rating: '5' })
  })

  const make = (json: object, who = admin) =>
    who.json('/collections', { method: 'POST', json: { kind: 'smart', brandId, name: `Smart ${newId()}`, ...json } })
  const names = async (search: string, who = admin) => {
    const { body } = await who.json(`/assets?sort=name&${search}`)
    return body.data.map((asset: { name: string }) => asset.name) as string[]
  }

  test('are refused without a question, with one for another kind, or with one that leads in a circle', async ({ assert }) => {
    assert.containSubset(await make({}), { status: 422, body: { code: 'query_missing' } })
    assert.containSubset(await make({ query: {} }), { status: 422, body: { code: 'query_missing' } })
    assert.containSubset(await make({ kind: 'library', query: { rating: '5' } }), { status: 422, body: { code: 'query_refused' } })
    assert.containSubset(await make({ query: { bucket: 'trash' } }), { status: 422, body: { code: 'query_refused' } })
    assert.equal((await make({ query: { rating: '9' } })).status, 422)
    const { body } = await make({ query: { rating: '5' } })
    assert.containSubset(await make({ query: { collection: body.id } }), { status: 422, body: { code: 'query_refused' } })
    assert.equal((await make({ query: { rating: '5' } }, reader)).status, 403)
  })

  test('hold what answers their question now, of their own brand', async ({ assert }) => {
    const { status, body } = await make({ query: { rating: '4,5' } })
    assert.equal(status, 201)
    assert.containSubset(body, { kind: 'smart', assetCount: null, query: { rating: ['4', '5'] } })
    assert.deepEqual(await names(`collection=${body.id}`), ['Lily', 'Rose'])
    assert.deepEqual(await names(`collection=${body.id}`, reader), ['Lily', 'Rose'])
    const changed = await admin.json(`/collections/${body.id}`, { method: 'PATCH', json: { query: { rating: '5' } } })
    assert.deepEqual(changed.body.query, { rating: ['5'] })
    assert.deepEqual(await names(`collection=${body.id}`), ['Rose'])
    assert.equal((await admin.json(`/assets?collection=${body.id}&limit=1`)).body.meta.total, 1)
  })

  test('are narrowed further by filters, words and facets', async ({ assert }) => {
    const tag = (await admin.json('/tags?text=red')).body.data[0].id as string
    const { body } = await make({ query: { tags: tag } })
    assert.deepEqual(await names(`collection=${body.id}`), ['Poppy', 'Rose'])
    assert.deepEqual(await names(`collection=${body.id}&rating=5`), ['Rose'])
    assert.deepEqual(await names(`collection=${body.id}&text=pop`), ['Poppy'])
    const facets = await admin.json(`/assets/facets?facets=rating&collection=${body.id}`)
    assert.deepEqual(facets.body.data[0].values, [{ value: '5', label: null, count: 1 }])
  })

  test('may ask for words, and find them beside other words', async ({ assert }) => {
    const { body } = await make({ query: { text: 'rose unheardof' } })
    assert.deepEqual(await names(`collection=${body.id}`), [])
    await admin.json(`/collections/${body.id}`, { method: 'PATCH', json: { query: { text: '-lily' } } })
    assert.deepEqual(await names(`collection=${body.id}`), ['Poppy', 'Rose'])
    assert.deepEqual(await names(`collection=${body.id}&text=ros`), ['Rose'])
  })

  test('look into a library collection, and are filled by nobody', async ({ assert }) => {
    const held = (await admin.json('/collections', { method: 'POST', json: { name: 'Held', brandId } })).body
    const { body } = await make({ query: { collection: held.id } })
    assert.deepEqual(await names(`collection=${body.id}`), [])
    const refused = await admin.json(`/collections/${body.id}/assets`, { method: 'POST', json: { ids: ['x'] } })
    assert.containSubset(refused, { status: 422, body: { code: 'fills_itself' } })
    const within = await admin.json('/collections', { method: 'POST', json: { name: 'Within', parentId: body.id } })
    assert.containSubset(within, { status: 422, body: { code: 'place_refused' } })
  })

  test('can be the selection of an operation', async ({ assert }) => {
    const { body } = await make({ query: { rating: '4' } })
    const started = await admin.json('/operations', {
      method: 'POST',
      json: { kind: 'edit', changes: { set: { copyright: 'Ours' } }, query: { collection: body.id } },
    })
    assert.equal(started.status, 202)
  })

  test('of a brand that one may not see do not exist', async ({ assert }) => {
    const stranger = await Program.of({ role: 'dam-write', brandId: (await Brand.findByOrFail('slug', 'far')).id })
    const { body } = await make({ query: { rating: '5' } })
    assert.equal((await stranger.json(`/collections/${body.id}`)).status, 404)
    assert.deepEqual(await names(`collection=${body.id}`, stranger), [])
  })
})
