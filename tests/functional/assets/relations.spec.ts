import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Brand, defaultBrand } from '#identity'
import { Program } from '#tests/support/api'

test.group('Related assets', (group) => {
  let admin: Program
  let writer: Program
  let reader: Program
  const ids: Record<string, string> = {}

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    const brandId = (await defaultBrand()).id
    writer = await Program.of({ role: 'dam-write', brandId })
    reader = await Program.of({ role: 'dam-read', brandId })
    const far = await Brand.create({ id: newId(), slug: 'far', name: 'Far', nameKey: 'far', createdAt: 1, updatedAt: 1 })
    for (const name of ['Poster', 'Photo', 'Crop']) ids[name] = (await admin.upload(name, `${name}.txt`)).body.id
    ids.Foreign = (await admin.upload('Foreign', 'Foreign.txt', { brandId: far.id })).body.id
  })

  const relate = (name: string, kind: string, other: string, who = writer) =>
    who.json(`/assets/${ids[name]}/relations`, { method: 'POST', json: { kind, assetId: ids[other] ?? other } })
  const told = async (name: string, who = writer) =>
    ((await who.json(`/assets/${ids[name]}/relations`)).body.data as { kind: string; isInverse: boolean; asset: { name: string } }[]).map(
      ({ kind, isInverse, asset }) => [kind, isInverse, asset.name]
    )

  test('are refused to readers, of what one may not see, to itself, twice, and both ways round', async ({ assert }) => {
    assert.equal((await relate('Poster', 'partOf', 'Photo', reader)).status, 403)
    assert.equal((await relate('Poster', 'partOf', 'Foreign')).status, 404)
    assert.equal((await relate('Poster', 'partOf', 'unknown')).status, 404)
    assert.equal((await relate('Poster', 'cousin', 'Photo')).status, 422)
    assert.containSubset(await relate('Poster', 'partOf', 'Poster'), { status: 422, body: { code: 'relation_refused' } })
    const { status, body } = await relate('Crop', 'derivedFrom', 'Photo')
    assert.equal(status, 201)
    assert.containSubset(body, { kind: 'derivedFrom', isInverse: false, asset: { id: ids.Photo, name: 'Photo' } })
    assert.containSubset(await relate('Crop', 'derivedFrom', 'Photo'), { status: 409, body: { code: 'already_related' } })
    assert.equal((await relate('Photo', 'derivedFrom', 'Crop')).status, 409)
  })

  test('are told from both sides, without what one may not see or lies in the trash', async ({ assert }) => {
    await relate('Photo', 'partOf', 'Poster')
    await relate('Photo', 'variantOf', 'Foreign', admin)
    assert.sameDeepMembers(await told('Photo', admin), [
      ['derivedFrom', true, 'Crop'],
      ['partOf', false, 'Poster'],
      ['variantOf', false, 'Foreign'],
    ])
    assert.sameDeepMembers(await told('Photo', reader), [
      ['derivedFrom', true, 'Crop'],
      ['partOf', false, 'Poster'],
    ])
    await admin.json(`/assets/${ids.Crop}`, { method: 'DELETE' })
    assert.deepEqual(await told('Photo'), [['partOf', false, 'Poster']])
    await admin.json(`/trash/${ids.Crop}/restorations`, { method: 'POST' })
    assert.lengthOf(await told('Photo'), 2)
  })

  test('are taken back from either side, and written down', async ({ assert }) => {
    const { body } = await writer.json(`/assets/${ids.Poster}/relations`)
    const id = body.data[0].id
    assert.equal((await reader.json(`/assets/${ids.Poster}/relations/${id}`, { method: 'DELETE' })).status, 403)
    assert.equal((await writer.json(`/assets/${ids.Crop}/relations/${id}`, { method: 'DELETE' })).status, 404)
    assert.equal((await writer.json(`/assets/${ids.Poster}/relations/${id}`, { method: 'DELETE' })).status, 204)
    assert.deepEqual(await told('Poster'), [])
    const activities = (await admin.json(`/activities?subject=${ids.Poster}`)).body.data.map((one: { action: string }) => one.action)
    assert.include(activities, 'asset.unrelated')
  })
})
