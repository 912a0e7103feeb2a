import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Brand } from '#identity'
import { Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

test.group('Searching in words of experts (S1-34)', (group) => {
  let admin: Program

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    const plants: Record<string, Record<string, string>> = {
      Rose: { tags: 'red, summer sale', rating: '5' },
      Poppy: { tags: 'red', title: 'In the field' },
      Lily: { tags: 'white, summer sale', rating: '4' },
    }
    for (const [name, fields] of Object.entries(plants)) {
      await admin.upload(await picture({ width: 60 + name.length, height: 60 }), `${name}.jpg`, fields)
    }
  })

  const names = async (q: string) => {
    const { body } = await admin.json(`/assets?sort=name&q=${encodeURIComponent(q)}`)
    return body.data?.map((asset: { name: string }) => asset.name) as string[]
  }

  test('what is not understood is refused, and said', async ({ assert }) => {
    for (const q of ['flavour:sweet', 'tag:unheard-of', 'rating:9', 'rose status:']) {
      const { status, body } = await admin.json(`/assets?q=${encodeURIComponent(q)}`)
      assert.containSubset({ status, code: body.code }, { status: 422, code: 'unknown_search_word' }, q)
    }
  })

  test('each word narrows further, and what is not wanted is left out', async ({ assert }) => {
    assert.deepEqual(await names('tag:red'), ['Poppy', 'Rose'])
    assert.deepEqual(await names('tag:red tag:"summer sale"'), ['Rose'])
    assert.deepEqual(await names('tag:"summer sale" -tag:white'), ['Rose'])
    assert.deepEqual(await names('-tag:red rating>=4'), ['Lily'])
    assert.deepEqual(await names('-has:title format:jpg'), ['Lily', 'Rose'])
    assert.deepEqual(await names('tag:red "in the field"'), ['Poppy'])
    assert.deepEqual(await names('tag:red -field'), ['Rose'])
    assert.deepEqual(await names('created:2001'), [])
  })

  test('it works wherever assets are asked for: facets, tables, operations', async ({ assert }) => {
    const q = encodeURIComponent('tag:red')
    assert.deepEqual((await admin.json(`/assets/facets?facets=rating&q=${q}`)).body.data[0].values, [{ value: '5', label: null, count: 1 }])
    const table = await (await admin.fetch(`/metadata-exports?q=${q}`)).text()
    assert.include(table, 'Poppy')
    assert.notInclude(table, 'Lily')
    const begin = (words: string) => admin.json('/operations', { method: 'POST', json: { kind: 'trash', query: { q: words } } })
    assert.containSubset(await begin('tag:nothing'), { status: 422, body: { code: 'unknown_search_word' } })
    assert.equal((await begin('tag:red rating:1')).status, 202)
  })

  test('words are completed with what there is, and only with what one may see', async ({ assert }) => {
    const complete = async (text: string, who = admin) =>
      (await who.json(`/search-words?text=${encodeURIComponent(text)}`)).body.data as { text: string; count: number | null }[]
    assert.includeMembers(
      (await complete('ta')).map((one) => one.text),
      ['tag:']
    )
    assert.deepInclude(await complete('rose tag:su'), { text: 'tag:"summer sale"', label: 'summer sale', count: 2 })
    assert.deepEqual(
      (await complete('-status:in')).map((one) => one.text),
      ['-status:inReview']
    )
    assert.deepEqual(await complete('rose '), [])
    const far = await Brand.create({ id: newId(), slug: 'far', name: 'Far', nameKey: 'far', createdAt: 1, updatedAt: 1 })
    const stranger = await Program.of({ role: 'dam-write', brandId: far.id })
    assert.deepEqual(await complete('tag:', stranger), [])
    assert.equal((await stranger.json('/assets?q=tag:red')).status, 422)
  })
})
