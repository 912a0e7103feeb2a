import { test } from '@japa/runner'
import type { SearchDocument } from '@damson/sdk'
import { searchContract } from '@damson/sdk/testing'
import { TypesenseStub } from '#tests/support/typesense_stub'
import plugin from './index.ts'
import { TypesenseSearch } from './typesense_search.ts'

const IDS = Array.from({ length: 6 }, (_, nth) => `0190f000-0000-7000-8000-00000000000${nth}`)

const documentOf = (id: string, told: Partial<SearchDocument> = {}): SearchDocument => ({
  id,
  brandId: 'brand-a',
  createdAt: 1,
  name: 'harbour',
  fileName: '',
  title: '',
  description: '',
  keywords: '',
  body: '',
  digest: 'd',
  ...told,
})

test.group('Typesense keeps the contract, before a stub', (group) => {
  const stubs: TypesenseStub[] = []
  group.each.teardown(async () => {
    await Promise.all(stubs.splice(0).map((stub) => stub.stop()))
  })

  const make = async () => {
    const stub = await new TypesenseStub().start()
    stubs.push(stub)
    return { engine: new TypesenseSearch({ url: stub.url, apiKey: stub.key, prefix: 'test' }), brands: ['brand-a', 'brand-b'], ids: IDS }
  }

  for (const { title, run } of searchContract(make)) {
    test(title, async ({ assert }) => {
      await run()
      assert.deepEqual(
        stubs.flatMap(({ violations }) => violations),
        []
      )
    })
  }
})

test.group('Typesense by the wire', (group) => {
  let stub: TypesenseStub
  let engine: TypesenseSearch
  group.each.setup(async () => {
    stub = await new TypesenseStub().start()
    engine = new TypesenseSearch({ url: `${stub.url}/`, apiKey: stub.key, prefix: 'test' })
    const rebuild = await engine.rebuild()
    await rebuild.finish()
    return () => stub.stop()
  })

  const ask = (limit = 10) => engine.search({ terms: ['harbour'], brands: 'all', limit })

  test('says what stood in the way', async ({ assert }) => {
    const wrong = new TypesenseSearch({ url: stub.url, apiKey: 'another', prefix: 'test' })
    await assert.rejects(() => wrong.check(), /refuses the API key/)
    for (const mood of [500, 503, 'cut'] as const) {
      stub.mood = mood
      const error = await ask().catch((reason: unknown) => reason as { code: string; retryable: boolean })
      assert.include(error, { code: 'engine_unreachable', retryable: true }, String(mood))
    }
  })

  test('waits a second for an answer to a search, and no longer', async ({ assert }) => {
    stub.mood = 'silent'
    const begun = performance.now()
    await assert.rejects(() => ask())
    assert.isBelow(performance.now() - begun, 2000)
  })

  test('reads as many pages as are asked for, in two requests', async ({ assert }) => {
    const documents = Array.from({ length: 620 }, (_, nth) => documentOf(`asset-${nth}`, { createdAt: nth }))
    await engine.put(documents)
    stub.requests.length = 0
    const { ids, total } = await ask(600)
    assert.equal(total, 620)
    assert.deepEqual(
      ids,
      documents
        .slice(20)
        .map(({ id }) => id)
        .reverse()
    )
    assert.deepEqual(stub.requests, ['POST /multi_search', 'POST /multi_search'])
    assert.isEmpty(stub.violations)
  })

  test('sends the text of books in pieces, and removes by addresses that are short enough', async ({ assert }) => {
    const documents = Array.from({ length: 120 }, (_, nth) => documentOf(`${nth}-${'x'.repeat(30)}`, { body: 'a '.repeat(50_000) }))
    stub.requests.length = 0
    await engine.put(documents)
    assert.lengthOf(stub.requests, 3)
    await engine.remove(documents.map(({ id }) => id))
    assert.equal((await ask()).total, 0)
    assert.isEmpty(stub.violations)
  })

  test('fails where one document of many is refused', async ({ assert }) => {
    const bad = documentOf('bad', { name: 7 as unknown as string })
    await assert.rejects(() => engine.put([documentOf('good'), bad]), /refuses a document/)
  })

  test('refuses an id that would be a condition', async ({ assert }) => {
    const brands = ['x`] || brand_id:!=[`y']
    await assert.rejects(() => engine.search({ terms: ['harbour'], brands, limit: 1 }), /cannot be an id/)
  })

  test('parts words at signs that Typesense would keep in them', async ({ assert }) => {
    await engine.put([documentOf('one', { name: '', fileName: 'IMG_2041 (quay+mole).jpg' })])
    for (const word of ['img', '2041', 'quay', 'mole', 'jpg']) {
      assert.deepEqual((await engine.search({ terms: [word], brands: 'all', limit: 1 })).ids, ['one'], word)
    }
  })

  test('says which words were taken for those asked for', async ({ assert }) => {
    await engine.put([documentOf('one')])
    const { ids, words } = await engine.search({ terms: ['harbeur'], brands: 'all', limit: 1 })
    assert.deepEqual([ids, words], [['one'], ['harbour']])
  })

  test('removes what a rebuild that was cut off left behind, and nothing of others', async ({ assert }) => {
    await engine.rebuild()
    const other = await new TypesenseSearch({ url: stub.url, apiKey: stub.key, prefix: 'test_assets' }).rebuild()
    await other.finish()
    await new Promise((done) => setTimeout(done, 5))
    await (await engine.rebuild()).finish()
    assert.sameMembers([...stub.collections.keys()], [...stub.aliases.values()])
    assert.equal(stub.collections.size, 2)
  })

  test('refuses options that cannot be meant', async ({ assert }) => {
    const options = { url: stub.url, apiKey: 'k', prefix: 'test' }
    assert.deepEqual(await plugin.options.validate(options), options)
    for (const bad of [{ url: 'typesense' }, { prefix: 'A b' }, { apiKey: undefined }]) {
      await assert.rejects(() => plugin.options.validate({ ...options, ...bad }))
    }
  })
})
