import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Asset } from '#assets'
import { Brand } from '#identity'
import { Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

type Found = { data: { name: string }[]; meta: { total: number } }
type Facets = {
  data: { name: string; values: { value: string; label: string | null; count: number }[] }[]
  meta: { total: number; isEstimated: boolean }
}

test.group('Filters of assets', (group) => {
  let program: Program
  let me: string

  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    const files: [string, number, number, Record<string, unknown>][] = [
      ['wide', 900, 300, { rating: 5, licence: 'CC BY 4.0', expiresAt: '2030-01-01' }],
      ['tall', 300, 900, { rating: 4, title: 'A tower' }],
      ['even', 400, 400, { rating: 1, expiresAt: new Date(Date.now() + 2 * 24 * 3600_000).toISOString() }],
      ['plain', 64, 64, {}],
    ]
    for (const [name, width, height, changes] of files) {
      const { body } = await program.upload(await picture({ width, height }), `${name}.png`)
      me = body.createdBy.id
      await program.json(`/assets/${body.id}`, { method: 'PATCH', json: changes })
      // What the worker will have found out of the bytes.
      const shape = width > height ? 'landscape' : width < height ? 'portrait' : 'square'
      await Asset.query()
        .where('id', body.id)
        .update({ width, height, shape, colour: name === 'wide' ? 'red' : 'blue' })
    }
    await program.upload('Nothing to see', 'notes.txt')
  })

  const names = async (query: string) => {
    const { status, body } = await program.json<Found>(`/assets?${query}`)
    if (status !== 200) throw new Error(`${query}: ${status} ${JSON.stringify(body)}`)
    return body.data.map((asset) => asset.name).sort()
  }

  test('are refused with a field and a reason where they mean nothing: {$self}')
    .with(['rating=6', 'source=stolen', 'orientation=diagonal', 'widthMin=wide', 'has=everything', 'colour=octarine', 'uploader=%2e%2e'])
    .run(async ({ assert }, query) => {
      const { status, body } = await program.json(`/assets?${query}`)
      assert.equal(status, 422)
      assert.equal(body.code, 'invalid_input')
      assert.equal(body.errors[0].field.split('.')[0], query.split('=')[0])
    })

  test('narrow to one or several values: {query} (S1-32, S1-39, S1-40, S1-41)')
    .with([
      { query: 'rating=5', found: ['wide'] },
      { query: 'rating=4,5', found: ['tall', 'wide'] },
      { query: 'rating=4,5&orientation=portrait', found: ['tall'] },
      { query: 'withoutRating=4,5&type=image', found: ['even', 'plain'] },
      { query: 'source=uploaded&type=text', found: ['notes'] },
      { query: 'source=generated', found: [] },
      { query: 'reviewStatus=draft,approved&type=text', found: ['notes'] },
      { query: 'withoutReviewStatus=draft', found: [] },
      { query: 'availability=automatic&colour=red', found: ['wide'] },
      { query: 'format=image/jpeg&colour=blue', found: ['even', 'plain', 'tall'] },
      { query: 'widthMin=400&widthMax=899', found: ['even'] },
      { query: 'heightMin=900', found: ['tall'] },
      { query: 'has=title', found: ['tall'] },
      { query: 'lacks=rating&type=image', found: ['plain'] },
      { query: 'has=rating,licence', found: ['wide'] },
      { query: 'expiresWithin=7', found: ['even'] },
      { query: 'private=yes', found: [] },
      { query: 'private=no&type=text', found: ['notes'] },
      { query: 'text=tower&rating=4', found: ['tall'] },
    ])
    .run(async ({ assert }, { query, found }) => {
      assert.deepEqual(await names(query), found)
      const { body } = await program.json<Found>(`/assets?${query}&limit=1`)
      assert.equal(body.meta.total, found.length)
    })

  test('narrow to who brought an asset', async ({ assert }) => {
    assert.lengthOf(await names(`uploader=${me}`), 5)
    assert.deepEqual(await names(`uploader=${newId()}`), [])
    assert.deepEqual(await names(`withoutUploader=${me}`), [])
  })

  test('hold with every order and on every page', async ({ assert }) => {
    for (const sort of ['latest', 'oldest', 'name', 'size']) {
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: { body: any } = await program.json(
          `/assets?type=image&withoutRating=1&limit=1&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`
        )
        seen.push(...body.data.map((asset: { name: string }) => asset.name))
        cursor = body.meta.next
      }
      assert.sameMembers(seen, ['wide', 'tall', 'plain'])
      assert.lengthOf(seen, 3)
    }
  })

  test('count how matches fall into groups, each facet without its own filter', async ({ assert }) => {
    const { status, body } = await program.json<Facets>('/assets/facets?type=image&rating=5&facets=rating,orientation,colour,uploader')
    assert.equal(status, 200)
    const of = (name: string) => body.data.find((facet) => facet.name === name)!.values.map(({ value, count }) => [value, count])
    assert.sameDeepMembers(of('rating'), [
      ['1', 1],
      ['4', 1],
      ['5', 1],
    ])
    assert.deepEqual(of('orientation'), [['landscape', 1]])
    assert.deepEqual(of('colour'), [['red', 1]])
    assert.equal(body.data.find(({ name }) => name === 'uploader')!.values[0]!.label, program.user.name)
    assert.deepInclude(body.meta, { total: 1, isEstimated: false })
  })

  test('agree with the lists they count', async ({ assert }) => {
    const { body } = await program.json<Facets>('/assets/facets?text=png&facets=type,format,reviewStatus')
    for (const { name, values } of body.data) {
      for (const { value, count } of values) {
        const list = await program.json<Found>(`/assets?text=png&limit=1&${name}=${encodeURIComponent(value)}`)
        assert.equal(list.body.meta.total, count, `${name}=${value}`)
      }
    }
  })

  test('count nothing of brands that one may not see', async ({ assert }) => {
    const brand = await Brand.create({ id: newId(), slug: 'far', name: 'Far', nameKey: 'far', createdAt: 1, updatedAt: 1 })
    const outsider = await Program.of({ role: 'dam-write', brandId: brand.id })
    const { body } = await outsider.json<Facets>('/assets/facets')
    assert.equal(body.meta.total, 0)
    for (const { values } of body.data) assert.deepEqual(values, [])
  })
})

test.group('What is written of an asset', () => {
  test('rating, rights and expiration are checked, each by its own field (S0-18, S1-64)', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const { body: asset } = await program.upload('Rights', 'rights.txt')
    const wrong = { rating: 0, expiresAt: 'soon', usageUntil: '2030-13-01', licence: 'x'.repeat(501) }
    const { status, body } = await program.json(`/assets/${asset.id}`, { method: 'PATCH', json: wrong })
    assert.equal(status, 422)
    assert.sameMembers(
      body.errors.map((error: { field: string }) => error.field),
      Object.keys(wrong)
    )
    assert.equal((await program.json(`/assets/${asset.id}`)).body.revision, 1)
  })

  test('is kept, told, and cleared (S0-17, S0-18, S1-65)', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const { body: asset } = await program.upload('Rights', 'rights.txt')
    const written = {
      rating: 3,
      licence: 'Rights managed',
      usageTerms: 'Print only',
      territory: 'DE, AT',
      channels: 'Catalogue',
      creditLine: 'Photo: A. Person',
    }
    const dated = { expiresAt: '2031-05-01', usageFrom: '2026-01-01', usageUntil: '2030-12-31T12:00:00Z' }
    const changed = await program.json(`/assets/${asset.id}`, { method: 'PATCH', json: { ...written, ...dated } })
    assert.equal(changed.status, 200)
    assert.deepInclude(changed.body, {
      ...written,
      expiresAt: '2031-05-01T23:59:59.999Z',
      usageFrom: '2026-01-01T00:00:00.000Z',
      usageUntil: '2030-12-31T12:00:00.000Z',
    })
    const cleared = await program.json(`/assets/${asset.id}`, { method: 'PATCH', json: { rating: null, expiresAt: null } })
    assert.deepInclude(cleared.body, { rating: null, expiresAt: null, licence: 'Rights managed' })
  })

  test('of the same field by two people at once is told to the second (S1-62)', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const { body: asset, headers } = await program.upload('Two', 'two.txt')
    const ifMatch = { 'if-match': headers.get('etag')! }
    const rate = (rating: number) => program.json(`/assets/${asset.id}`, { method: 'PATCH', json: { rating }, headers: ifMatch })
    assert.equal((await rate(2)).status, 200)
    const second = await rate(5)
    assert.equal(second.status, 412)
    assert.equal((await program.json(`/assets/${asset.id}`)).body.rating, 2)
  })
})
