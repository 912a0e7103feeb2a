import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { Brand, defaultBrand } from '#identity'
import { Program } from '#tests/support/api'
import { ForgetDeletedCollections } from '#collections'

test.group('Collections', (group) => {
  let admin: Program
  let reader: Program
  let brandId: string
  let other: Brand

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    reader = await Program.of({ role: 'dam-read' })
    brandId = (await defaultBrand()).id
    other = await Brand.create({ id: newId(), slug: 'other', name: 'Other', nameKey: 'other', createdAt: 1, updatedAt: 1 })
  })

  const make = async (name: string, more: object = {}, who = admin) => {
    const { status, body } = await who.json('/collections', { method: 'POST', json: { name, brandId, ...more } })
    if (status !== 201) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`)
    return body as { id: string; [key: string]: unknown }
  }
  const change = (id: string, json: object, who = admin) => who.json(`/collections/${id}`, { method: 'PATCH', json })
  const remove = (id: string, who = admin) => who.json(`/collections/${id}`, { method: 'DELETE' })
  const names = async (query: string, who = admin) => {
    const { body } = await who.json(`/collections?${query}`)
    return body.data.map((one: { name: string }) => one.name) as string[]
  }

  test('are refused to those who may not manage them in the brand', async ({ assert }) => {
    const { id } = await make('Kept')
    assert.equal((await reader.json('/collections', { method: 'POST', json: { name: 'No', brandId } })).status, 403)
    assert.equal((await change(id, { name: 'No' }, reader)).status, 403)
    assert.equal((await remove(id, reader)).status, 403)
    assert.equal((await reader.json(`/collections/${id}`)).body.name, 'Kept')
  })

  test('of a brand that one may not see do not exist (S1-27)', async ({ assert }) => {
    const hidden = await make('Hidden', { brandId: other.id })
    const stranger = await Program.of({ role: 'dam-write', brandId })
    assert.equal((await stranger.json(`/collections/${hidden.id}`)).status, 404)
    assert.equal((await stranger.json(`/collections/${hidden.id}/assets`)).status, 404)
    assert.equal((await change(hidden.id, { name: 'Mine' }, stranger)).status, 404)
    assert.equal((await stranger.json('/collections', { method: 'POST', json: { name: 'X', brandId: other.id } })).status, 404)
    assert.equal((await stranger.json('/collections', { method: 'POST', json: { name: 'X', parentId: hidden.id } })).status, 404)
    assert.notInclude(await names('', stranger), 'Hidden')
    assert.lengthOf(await names(`brand=${other.id}`, stranger), 0)
    assert.deepEqual(await names(`brand=${other.id}`), ['Hidden'])
  })

  test('of one person are hidden from everybody else, and are flat (C1, S3-41)', async ({ assert }) => {
    const basket = await make('Basket', { kind: 'personal' }, reader)
    assert.containSubset(basket, { kind: 'personal', brandId: null, parentId: null })
    assert.equal((await admin.json(`/collections/${basket.id}`)).status, 404)
    assert.equal((await remove(basket.id)).status, 404)
    assert.deepEqual(await names('kind=personal'), [])
    assert.deepEqual(await names('kind=personal', reader), ['Basket'])
    const { id } = await make('A place')
    assert.containSubset(await change(basket.id, { parentId: id }, reader), { status: 422, body: { code: 'place_refused' } })
    assert.equal((await change(basket.id, { name: 'Renamed basket' }, reader)).body.name, 'Renamed basket')
  })

  test('nest, and are listed level by level (S1-15, S1-16, S1-20)', async ({ assert }) => {
    const shoot = await make('Shoot')
    const day = await make('Day one', { parentId: shoot.id })
    await make('Éclairs', { parentId: day.id })
    assert.containSubset(day, { parentId: shoot.id, depth: 2, assetCount: 0, hasNested: false })
    assert.deepEqual(await names(`parent=${shoot.id}`), ['Day one'])
    assert.include(await names('parent=none'), 'Shoot')
    assert.isTrue((await admin.json(`/collections/${shoot.id}`)).body.hasNested)
    assert.deepEqual(await names('text=ECLAIR'), ['Éclairs'])
    assert.deepEqual(await names('text=%25'), [])
  })

  test('are paged to the end without losing one (S1-19)', async ({ assert }) => {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: any } = await admin.json(`/collections?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...body.data.map((one: { id: string }) => one.id))
      cursor = body.meta.next
    }
    const all = (await admin.json('/collections?limit=200')).body.data.map((one: { id: string }) => one.id)
    assert.deepEqual(seen, all)
    assert.equal((await admin.json('/collections?cursor=nonsense')).status, 422)
  })

  test('have names of their own among their siblings, case and accents apart (S1-21)', async ({ assert }) => {
    const one = await make('Summer')
    const refused = await admin.json('/collections', { method: 'POST', json: { name: 'SÜMMER', brandId } })
    assert.containSubset(refused, { status: 409, body: { code: 'name_taken' } })
    await make('Summer', { parentId: one.id })
    const two = await make('Winter')
    assert.equal((await change(two.id, { name: 'summer' })).status, 409)
    assert.equal((await change(two.id, { name: '' })).status, 422)
    assert.equal((await change(two.id, { name: 'Autumn' })).body.name, 'Autumn')
  })

  test('move with all that is in them, never into themselves or another brand (S1-22)', async ({ assert }) => {
    const [top, place] = [await make('Top'), await make('Elsewhere')]
    const child = await make('Child', { parentId: top.id })
    const grandchild = await make('Grandchild', { parentId: child.id })
    for (const parentId of [top.id, child.id, grandchild.id]) {
      assert.containSubset(await change(top.id, { parentId }), { status: 422, body: { code: 'place_refused' } })
    }
    const foreign = await make('Foreign', { brandId: other.id })
    assert.equal((await change(top.id, { parentId: foreign.id })).status, 422)
    assert.containSubset((await change(child.id, { parentId: place.id })).body, { parentId: place.id, depth: 2 })
    assert.equal((await admin.json(`/collections/${grandchild.id}`)).body.depth, 3)
    assert.containSubset((await change(child.id, { parentId: null })).body, { parentId: null, depth: 1 })
    const around = await db.from('collection_ancestors').where('collection_id', grandchild.id).select('ancestor_id')
    assert.sameMembers(
      around.map((row) => row.ancestor_id),
      [child.id, grandchild.id]
    )
  })

  test('two moves at once make no circle', async ({ assert }) => {
    const [a, b] = [await make('Circle A'), await make('Circle B')]
    const [inA, inB] = [await make('In A', { parentId: a.id }), await make('In B', { parentId: b.id })]
    const answers = await Promise.all([change(a.id, { parentId: inB.id }), change(b.id, { parentId: inA.id })])
    assert.sameMembers(
      answers.map((answer) => answer.status),
      [200, 422]
    )
  })

  test('stand at most twelve deep', async ({ assert }) => {
    let parentId: string | undefined
    for (let depth = 1; depth <= 12; depth += 1) parentId = (await make(`Level ${depth}`, { parentId })).id
    const refused = await admin.json('/collections', { method: 'POST', json: { name: 'Too deep', parentId } })
    assert.containSubset(refused, { status: 422, body: { code: 'place_refused' } })
    const pair = await make('Pair')
    await make('Second', { parentId: pair.id })
    const eleventh = (await admin.json('/collections?text=Level%2011')).body.data[0].id
    assert.equal((await change(pair.id, { parentId: eleventh })).status, 422)
  })

  test('go with what is in them, and come back for 30 days (S1-23, S3-53)', async ({ assert }) => {
    const place = await make('Place')
    const gone = await make('Gone', { parentId: place.id })
    const within = await make('Within', { parentId: gone.id })
    assert.equal((await remove(gone.id)).status, 204)
    for (const { id } of [gone, within]) assert.equal((await admin.json(`/collections/${id}`)).status, 404)
    assert.isFalse((await admin.json(`/collections/${place.id}`)).body.hasNested)
    const restore = () => admin.json(`/collections/${gone.id}/restorations`, { method: 'POST' })
    const successor = await make('Gone', { parentId: place.id })
    assert.equal((await restore()).status, 409)
    await change(successor.id, { name: 'Successor' })
    assert.containSubset(await restore(), { status: 201, body: { name: 'Gone', parentId: place.id } })
    assert.equal((await admin.json(`/collections/${within.id}`)).body.parentId, gone.id)
    assert.equal((await restore()).status, 404)
    await remove(gone.id)
    await db
      .from('collections')
      .where('id', gone.id)
      .update({ deleted_at: Date.now() - 31 * 24 * 3600_000 })
    await new ForgetDeletedCollections().handle()
    assert.equal((await restore()).status, 404)
  })

  test('keep their brand from being deleted, and go with it once they are deleted', async ({ assert }) => {
    const leaving = await Brand.create({ id: newId(), slug: 'leaving', name: 'Leaving', nameKey: 'leaving', createdAt: 1, updatedAt: 1 })
    const { id } = await make('Last', { brandId: leaving.id })
    const refused = await admin.json(`/brands/${leaving.id}`, { method: 'DELETE' })
    assert.equal(refused.status, 409)
    assert.include(refused.body.detail, '1 collection')
    await remove(id)
    assert.equal((await admin.json(`/brands/${leaving.id}`, { method: 'DELETE' })).status, 204)
    assert.isNull(await db.from('collections').where('id', id).first())
  })
})
