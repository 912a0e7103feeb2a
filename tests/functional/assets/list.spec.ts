import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Brand } from '#identity'
import { Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

test.group('Lists of assets', (group) => {
  let program: Program
  const ids: Record<string, string> = {}

  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    for (const [index, name] of ['Éclair', 'apple', 'Banana', 'cherry', 'Date', 'elder'].entries()) {
      const bytes = await picture({ width: 60 + index * 40, height: 60 })
      ids[name] = (await program.upload(bytes, `${name}.jpg`, { keywords: index % 2 ? 'odd' : 'even, evening' })).body.id
    }
    ids.notes = (await program.upload('Notes about an orchard of apples', 'notes.txt')).body.id
  })

  const names = async (query: string) => {
    const { body } = await program.json(`/assets?${query}`)
    return body.data.map((asset: { name: string }) => asset.name) as string[]
  }

  test('show the newest first (S1-08, S4-46)', async ({ assert }) => {
    assert.deepEqual(await names(''), ['notes', 'elder', 'Date', 'cherry', 'Banana', 'apple', 'Éclair'])
    assert.deepEqual((await names('sort=oldest'))[0], 'Éclair')
  })

  test('sort by name as people do', async ({ assert }) => {
    assert.deepEqual(await names('sort=name'), ['apple', 'Banana', 'cherry', 'Date', 'Éclair', 'elder', 'notes'])
  })

  test('page to the end without losing or repeating one: {$self} (S1-09)')
    .with(['latest', 'oldest', 'name', 'size'])
    .run(async ({ assert }, sort) => {
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: { body: any } = await program.json(`/assets?limit=2&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`)
        seen.push(...body.data.map((asset: { id: string }) => asset.id))
        assert.equal(body.meta.total, 7)
        cursor = body.meta.next
      }
      assert.sameMembers(seen, Object.values(ids))
      assert.lengthOf(seen, 7)
    })

  test('are found by words that stand together, and without words that are not wanted (S1-34)', async ({ assert }) => {
    assert.deepEqual(await names(`text=${encodeURIComponent('even -banana')}`), ['Date', 'Éclair'])
    assert.sameMembers(await names(`text=${encodeURIComponent('-odd -notes')}`), ['Banana', 'Date', 'Éclair'])
    assert.deepEqual(await names(`text=${encodeURIComponent('"even even"')}`), [])
    assert.lengthOf(await names(`text=${encodeURIComponent('"even evening"')}&sort=name`), 3)
    assert.deepEqual(await names(`text=${encodeURIComponent('-')}`), [])
  })

  test('narrow by type (S2-38)', async ({ assert }) => {
    assert.deepEqual(await names('type=text'), ['notes'])
    assert.equal((await program.json('/assets?type=image&limit=1')).body.meta.total, 6)
  })

  test('narrow to one brand, with its own number (S1-27)', async ({ assert }) => {
    const brand = await Brand.create({ id: newId(), slug: 'other', name: 'Other', nameKey: 'other', createdAt: 1, updatedAt: 1 })
    const admin = await Program.of({ role: 'system-admin' })
    const { body: stray } = await admin.upload('A stray', 'stray.txt', { brandId: brand.id })
    const { body } = await admin.json(`/assets?brand=${brand.id}`)
    assert.deepEqual(
      body.data.map((asset: { id: string }) => asset.id),
      [stray.id]
    )
    assert.containSubset(body.meta, { total: 1, totalIsCapped: false })
    assert.equal((await admin.json(`/assets?brand=${brand.id}&type=image`)).body.meta.total, 0)
    assert.equal((await program.json(`/assets?brand=unknown`)).body.meta.total, 0)
    await admin.json(`/assets/${stray.id}`, { method: 'DELETE' })
  })

  test('narrow by processing status (S2-39) and date', async ({ assert }) => {
    assert.lengthOf(await names('processingStatus=failed'), 0)
    assert.lengthOf(await names('createdAfter=2099-01-01'), 0)
    assert.lengthOf(await names('createdAfter=2020-01-01'), 7)
    assert.lengthOf(await names('createdBefore=2020-01-01'), 0)
  })

  test('find by beginnings of words, case and accents apart (S2-37, S1-33)', async ({ assert }) => {
    assert.deepEqual(await names('text=ECLA'), ['Éclair'])
    assert.deepEqual(await names('text=éclair'), ['Éclair'])
    assert.sameMembers(await names('text=even'), ['Éclair', 'Banana', 'Date'])
    assert.lengthOf(await names('text=nothing'), 0)
  })

  test('lead with what is closest (S1-35)', async ({ assert }) => {
    await program.upload(await picture(), 'something.jpg', { description: 'Beside it lies a cherry' })
    assert.deepEqual(await names('text=cherry'), ['cherry', 'something'])
  })

  test('search takes every kind of text without harm: {$self}')
    .with(['"', "' OR 1=1 --", '* NEAR(', 'name:x AND', '(((', '\\', '%', 'a'.repeat(900), '-', '日本'])
    .run(async ({ assert }, text) => {
      const { status, body } = await program.json(`/assets?text=${encodeURIComponent(text)}`)
      assert.equal(status, 200)
      assert.isArray(body.data)
    })

  test('refuse what they do not know: {$self}')
    .with(['type=cat', 'sort=password', 'limit=0', 'limit=201', 'cursor=xyz', 'createdAfter=yesterday', 'processingStatus[]=x'])
    .run(async ({ assert }, query) => {
      const { status, body } = await program.json(`/assets?${query}`)
      assert.equal(status, 422)
      assert.oneOf(body.code, ['invalid_input', 'invalid_cursor'])
    })

  test('a cursor of one order is none of another', async ({ assert }) => {
    const { next } = (await program.json('/assets?limit=2&sort=name')).body.meta
    assert.equal((await program.json(`/assets?limit=2&sort=size&cursor=${next}`)).status, 422)
  })
})
