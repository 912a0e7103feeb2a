import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Brand, defaultBrand } from '#identity'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'

type Found = { data: { id: string; name: string }[]; meta: { total: number } }

const makeBrand = (name: string, tagPolicy: 'open' | 'closed' = 'open') =>
  Brand.create({ id: newId(), slug: name, name, nameKey: name, tagPolicy, createdAt: Date.now(), updatedAt: Date.now() })

async function asset(program: Program, name: string, tags: string[] = [], brandId?: string): Promise<string> {
  const { body, status } = await program.upload(name, `${name}.txt`, {
    ...(tags.length > 0 ? { tags: tags.join(', ') } : {}),
    ...(brandId ? { brandId } : {}),
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

const put = (program: Program, id: string, tags: string[], headers = {}) =>
  program.json(`/assets/${id}`, { method: 'PATCH', json: { tags }, headers })

const tagNamed = async (program: Program, name: string) => {
  const { body } = await program.json<Found>(`/tags?text=${encodeURIComponent(name)}`)
  return body.data.find((tag) => tag.name === name)!.id
}

/** The kept numbers, and what they should be. */
async function counts() {
  const kept = await db.from('tags').whereNull('deleted_at').orderBy('id').select('id', 'asset_count')
  const real = await db
    .from('asset_tags')
    .join('assets', 'assets.id', 'asset_tags.asset_id')
    .where('assets.is_trashed', false)
    .groupBy('tag_id')
    .select('tag_id')
    .count('* as total')
  const of = new Map(real.map((row) => [row.tag_id, Number(row.total)]))
  return kept.map((tag) => ({ kept: Number(tag.asset_count), real: of.get(tag.id) ?? 0 }))
}

test.group('The vocabulary of a brand (C3)', () => {
  test('is kept by those only who may, and unknown to those who do not see the brand', async ({ assert }) => {
    const brand = await makeBrand('vocabulary')
    const manager = await Program.of({ role: 'manager', brandId: brand.id })
    const creator = await Program.of({ role: 'creator', brandId: brand.id })
    const stranger = await Program.of({ role: 'manager', brandId: (await makeBrand('elsewhere')).id })
    const wanted = { name: 'Spring', brandId: brand.id }
    assert.equal((await creator.json('/tags', { method: 'POST', json: wanted })).status, 403)
    assert.equal((await stranger.json('/tags', { method: 'POST', json: wanted })).status, 404)
    const { status, body: tag, headers } = await manager.json('/tags', { method: 'POST', json: wanted })
    assert.equal(status, 201)
    assert.equal(headers.get('location'), `/api/v1/tags/${tag.id}`)
    assert.equal((await creator.json(`/tags/${tag.id}`)).body.name, 'Spring')
    assert.equal((await creator.json(`/tags/${tag.id}`, { method: 'DELETE' })).status, 403)
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      assert.equal((await stranger.json(`/tags/${tag.id}`, { method, ...(method === 'PATCH' ? { json: {} } : {}) })).status, 404)
    }
    assert.lengthOf((await stranger.json<Found>('/tags?text=spring')).body.data, 0)
  })

  test('has each name once, synonyms included, case and accents apart', async ({ assert }) => {
    const brand = await makeBrand('names')
    const manager = await Program.of({ role: 'manager', brandId: brand.id })
    const make = (name: string, synonyms?: string[]) =>
      manager.json('/tags', { method: 'POST', json: { name, synonyms, brandId: brand.id } })
    assert.equal((await make('Été', ['Summertime'])).status, 201)
    for (const [name, synonyms] of [
      ['ete', []],
      [' SUMMERTIME ', []],
      ['Warm', ['été']],
    ] as const) {
      const { status, body } = await make(name, [...synonyms])
      assert.equal(status, 409, name)
      assert.equal(body.code, 'name_taken')
    }
    for (const bad of ['', 'a, b', 'a;b', '  ', 'x'.repeat(101)]) assert.equal((await make(bad)).status, 422, bad)
    const { body } = await manager.json<Found>('/tags?text=mmert')
    assert.deepEqual(
      body.data.map(({ name }) => name),
      ['Été']
    )
  })

  test('nests without circles, and asking for the wider finds the narrower', async ({ assert }) => {
    const brand = await makeBrand('nesting')
    const manager = await Program.of({ role: 'manager', brandId: brand.id })
    const make = async (name: string, parentId?: string) =>
      (await manager.json('/tags', { method: 'POST', json: { name, brandId: brand.id, parentId } })).body.id as string
    const fruit = await make('Fruit')
    const plum = await make('Plum', fruit)
    const damson = await make('Damson', plum)
    const move = (id: string, parentId: string | null) => manager.json(`/tags/${id}`, { method: 'PATCH', json: { parentId } })
    for (const under of [fruit, plum, damson]) assert.equal((await move(fruit, under)).body.code, 'place_refused')
    assert.equal((await move(fruit, newId())).status, 422)
    const one = await asset(manager, 'stone', ['Damson'], brand.id)
    for (const tag of [fruit, plum, damson]) {
      const { body } = await manager.json<Found>(`/assets?tags=${tag}`)
      assert.deepEqual([body.data.map(({ id }) => id), body.meta.total], [[one], 1])
    }
    await manager.json(`/tags/${plum}`, { method: 'DELETE' })
    assert.equal((await manager.json(`/tags/${damson}`)).body.parentId, fruit)
  })

  test('when closed, takes no word that it does not have (S0-14)', async ({ assert }) => {
    const brand = await makeBrand('closed', 'closed')
    const manager = await Program.of({ role: 'manager', brandId: brand.id })
    const creator = await Program.of({ role: 'creator', brandId: brand.id })
    await manager.json('/tags', { method: 'POST', json: { name: 'Known', brandId: brand.id, synonyms: ['Familiar'] } })
    const id = await asset(creator, 'strict', ['familiar'], brand.id)
    assert.deepEqual(
      (await creator.json(`/assets/${id}`)).body.tags.map((tag: { name: string }) => tag.name),
      ['Known']
    )
    const { status, body } = await put(creator, id, ['Known', 'Invented', 'Made up'])
    assert.equal(status, 422)
    assert.equal(body.code, 'unknown_tags')
    assert.lengthOf(body.errors, 2)
    assert.lengthOf((await creator.json(`/assets/${id}`)).body.tags, 1)
    assert.equal((await put(manager, id, ['Invented'])).status, 200)
  })

  test('suggests the most used first', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    await asset(program, 'a', ['Suggest rare', 'Suggest often'])
    await asset(program, 'b', ['Suggest often'])
    const { body } = await program.json<Found>('/tags?text=suggest&sort=use')
    assert.deepEqual(
      body.data.map(({ name }) => name),
      ['Suggest often', 'Suggest rare']
    )
  })

  test('forgets a tag, and remembers it for 30 days with its assets', async ({ assert }) => {
    const brand = await makeBrand('forgets')
    const manager = await Program.of({ role: 'manager', brandId: brand.id })
    const id = await asset(manager, 'kept', ['Passing'], brand.id)
    const tag = await tagNamed(manager, 'Passing')
    assert.equal((await manager.json(`/tags/${tag}`, { method: 'DELETE' })).status, 204)
    assert.deepEqual((await manager.json(`/assets/${id}`)).body.tags, [])
    assert.equal((await manager.json<Found>(`/assets?tags=${tag}`)).body.meta.total, 0)
    assert.equal((await manager.json<Found>(`/assets?untagged=true&brand=${brand.id}`)).body.meta.total, 1)
    assert.equal((await manager.json(`/tags/${tag}/restorations`, { method: 'POST' })).status, 201)
    assert.lengthOf((await manager.json(`/assets/${id}`)).body.tags, 1)
    await manager.json(`/tags/${tag}`, { method: 'DELETE' })
    await manager.json('/tags', { method: 'POST', json: { name: 'passing', brandId: brand.id } })
    assert.equal((await manager.json(`/tags/${tag}/restorations`, { method: 'POST' })).body.code, 'name_taken')
  })

  test('makes two tags one, and the search follows', async ({ assert }) => {
    const brand = await makeBrand('merging')
    const manager = await Program.of({ role: 'manager', brandId: brand.id })
    const ids = [await asset(manager, 'm1', ['Autumn', 'Fall'], brand.id), await asset(manager, 'm2', ['Fall'], brand.id)]
    const [autumn, fall] = [await tagNamed(manager, 'Autumn'), await tagNamed(manager, 'Fall')]
    assert.equal((await manager.json(`/tags/${fall}/merges`, { method: 'POST', json: { into: fall } })).body.code, 'cannot_merge_tags')
    const { status, body } = await manager.json(`/tags/${fall}/merges`, { method: 'POST', json: { into: autumn } })
    assert.equal(status, 201)
    assert.deepInclude(body, { assetCount: 2, synonyms: ['Fall'] })
    assert.equal((await manager.json(`/tags/${fall}`)).status, 404)
    for (const id of ids) {
      assert.deepEqual(
        (await manager.json(`/assets/${id}`)).body.tags.map((tag: { name: string }) => tag.name),
        ['Autumn']
      )
    }
    await manager.json(`/tags/${autumn}`, { method: 'PATCH', json: { name: 'Harvest time' } })
    await workUntilIdle()
    for (const word of ['harvest', 'fall']) {
      assert.equal((await manager.json<Found>(`/assets?text=${word}`)).body.meta.total, 2, word)
    }
    assert.equal((await put(manager, ids[0]!, ['fall'])).body.tags[0].name, 'Harvest time')
  })
})

test.group('Tags of assets', () => {
  test('are written by name, found by search, and told with the card (S1-66, S1-67, S1-34)', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const id = await asset(program, 'tagged')
    const { status, body } = await put(program, id, ['Red  car', 'Vintage', 'red car'])
    assert.equal(status, 200)
    assert.deepEqual(
      body.tags.map((tag: { name: string; kind: string }) => [tag.name, tag.kind]),
      [
        ['Red car', 'tag'],
        ['Vintage', 'tag'],
      ]
    )
    assert.deepEqual(
      (await program.json<Found>('/assets?text=vintage')).body.data.map((one) => one.id),
      [id]
    )
    const activity = (await program.json(`/activities?assetId=${id}`)).body.data
    if (activity) assert.deepInclude(activity[0], { action: 'asset.updated' })
    await put(program, id, [])
    assert.deepEqual((await program.json(`/assets/${id}`)).body.tags, [])
    assert.equal((await program.json<Found>('/assets?text=vintage')).body.meta.total, 0)
  })

  test('changed by two people at once are told to the second (S1-62)', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const { body, headers } = await program.upload('Both', 'both.txt')
    const ifMatch = { 'if-match': headers.get('etag')! }
    assert.equal((await put(program, body.id, ['Mine'], ifMatch)).status, 200)
    assert.equal((await put(program, body.id, ['Theirs'], ifMatch)).status, 412)
    assert.equal((await program.json(`/assets/${body.id}`)).body.tags[0].name, 'Mine')
    assert.equal((await program.json(`/assets/${body.id}`, { method: 'PATCH', json: { title: 'Other' }, headers: ifMatch })).status, 200)
  })

  test('narrow by any or all of several, and leave out (S1-37, S1-38)', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const a = await asset(program, 'fa', ['Filter one'])
    const b = await asset(program, 'fb', ['Filter one', 'Filter two'])
    const c = await asset(program, 'fc', ['Filter two'])
    const [one, two] = [await tagNamed(program, 'Filter one'), await tagNamed(program, 'Filter two')]
    const found = async (query: string) => {
      const { body } = await program.json<Found>(`/assets?${query}`)
      assert.equal(body.meta.total, body.data.length)
      return body.data.map(({ id }) => id)
    }
    assert.deepEqual(await found(`tags=${one},${two}`), [c, b, a])
    assert.deepEqual(await found(`tags=${one},${two}&tagMatch=all`), [b])
    assert.deepEqual(await found(`tags=${one}&withoutTags=${two}`), [a])
    assert.deepEqual(await found(`tags=${one}&tagMatch=all&type=text&sort=oldest`), [a, b])
    assert.deepEqual(await found(`tags=${newId()}`), [])
    const { body } = await program.json(`/assets/facets?tags=${one}&tagMatch=all&facets=tags`)
    const names = body.data[0].values.map((value: { label: string; count: number }) => `${value.label} ${value.count}`)
    assert.includeMembers(names, ['Filter one 2', 'Filter two 2'])
  })

  test('are counted right through trash, restoration, purge and merging', async ({ assert }) => {
    const admin = await Program.of({ role: 'system-admin' })
    const ids = [
      await asset(admin, 'c1', ['Count x', 'Count y']),
      await asset(admin, 'c2', ['Count x']),
      await asset(admin, 'c3', ['Count y']),
    ]
    await admin.json(`/assets/${ids[0]}`, { method: 'DELETE' })
    await admin.json(`/assets/${ids[1]}`, { method: 'DELETE' })
    for (const { kept, real } of await counts()) assert.equal(kept, real)
    await admin.json(`/trash/${ids[0]}/restorations`, { method: 'POST' })
    await admin.json(`/trash/${ids[1]}`, { method: 'DELETE' })
    const [x, y] = [await tagNamed(admin, 'Count x'), await tagNamed(admin, 'Count y')]
    assert.equal((await admin.json(`/tags/${x}`)).body.assetCount, 1)
    await admin.json(`/tags/${x}/merges`, { method: 'POST', json: { into: y } })
    assert.equal((await admin.json(`/tags/${y}`)).body.assetCount, 2)
    for (const { kept, real } of await counts()) assert.equal(kept, real)
  })

  test('many people write at once are made once each', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const ids = await Promise.all(Array.from({ length: 6 }, (_, n) => asset(program, `at once ${n}`)))
    const answers = await Promise.all(ids.map((id) => put(program, id, ['Race alpha', 'Race beta'])))
    for (const { status, body } of answers) assert.equal(status, 200, JSON.stringify(body))
    const { body } = await program.json<Found>('/tags?text=race')
    assert.lengthOf(body.data, 2)
    for (const { kept, real } of await counts()) assert.equal(kept, real)
  })

  test('that are labels are for those who edit (S4-11)', async ({ assert }) => {
    const admin = await Program.of({ role: 'system-admin' })
    const reader = await Program.of({ role: 'dam-read' })
    const brandId = (await defaultBrand()).id
    const { body: label } = await admin.json('/tags', { method: 'POST', json: { name: 'Do not use', kind: 'label', brandId } })
    const id = await asset(admin, 'labelled')
    await db.table('asset_tags').insert({ tag_id: label.id, asset_id: id })
    assert.lengthOf((await admin.json(`/assets/${id}`)).body.tags, 1)
    assert.lengthOf((await reader.json(`/assets/${id}`)).body.tags, 0)
    assert.equal((await reader.json(`/tags/${label.id}`)).status, 404)
    assert.equal((await reader.json<Found>(`/assets?tags=${label.id}`)).body.data.length, 0)
    assert.equal((await admin.json<Found>(`/assets?tags=${label.id}`)).body.data.length, 1)
    await db.from('asset_tags').where('tag_id', label.id).delete()
  })
})
