import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import type { Brand } from '#identity'
import { Program } from '#tests/support/api'
import { makeField } from '#tests/support/fields'
import { giveRole, makeBrand } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'

test.group('Moving assets to another brand (S1-86)', (group) => {
  let admin: Program
  let [from, to]: Brand[] = []

  group.each.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    from = await makeBrand(`From ${newId()}`)
    to = await makeBrand(`To ${newId()}`)
  })

  const make = async (path: string, json: object) => {
    const { status, body } = await admin.json(path, { method: 'POST', json })
    if (status >= 300) throw new Error(`${path}: ${JSON.stringify(body)}`)
    return body as Record<string, any> & { id: string }
  }
  const upload = async (fields: Record<string, string> = {}) => {
    const { status, body } = await admin.upload(newId(), 'note.txt', { brandId: from!.id, ...fields })
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body.id as string
  }
  const card = async (id: string) => (await admin.json(`/assets/${id}`)).body
  const done = async (path: string, json?: object) => {
    const { status, body } = await admin.json(path, { method: 'POST', json })
    if (status !== 202) throw new Error(JSON.stringify(body))
    await workUntilIdle()
    return (await admin.json(`/operations/${body.id}`)).body
  }
  const move = (ids: string[]) => done('/operations', { kind: 'moveToBrand', brandId: to!.id, ids })
  const names = (list: { name: string }[]) => list.map(({ name }) => name).sort()

  /** An asset that has everything that ties it to its brand, and some that do not. */
  async function tied() {
    const [own, common] = [
      await make('/catalogs', { name: 'Own', brandId: from!.id }),
      await make('/catalogs', { name: `Common ${newId()}`, brandId: null }),
    ]
    const [near, far] = [
      await make('/categories', { catalogId: own.id, name: 'Near' }),
      await make('/categories', { catalogId: common.id, name: 'Far' }),
    ]
    const folder = await make('/folders', { brandId: from!.id, name: 'Folder' })
    const campaign = await make('/campaigns', { brandId: from!.id, name: 'Campaign' })
    const collection = await make('/collections', { kind: 'library', brandId: from!.id, name: 'Collection' })
    const basket = await make('/collections', { kind: 'personal', name: `Basket ${newId()}` })
    const key = `k${newId().slice(-8).replace(/\D/g, 'x')}`
    const local = await makeField(admin, { key: `${key}a`, label: 'Local', kind: 'text', brandId: from!.id })
    const global = await makeField(admin, { key: `${key}b`, label: 'Global', kind: 'text', brandId: null })
    await make('/tags', { brandId: to!.id, name: 'Sunrise' })
    const id = await upload({ tags: 'sunrise, Only here' })
    const patched = await admin.json(`/assets/${id}`, {
      method: 'PATCH',
      json: {
        title: 'Kept title',
        categories: [near.id, far.id],
        campaigns: [campaign.id],
        folderId: folder.id,
        fields: { [local.key]: 'stays behind', [global.key]: 'goes along' },
      },
    })
    if (patched.status !== 200) throw new Error(JSON.stringify(patched.body))
    for (const one of [collection, basket]) await done(`/collections/${one.id}/assets`, { ids: [id] })
    return { id, near, far, folder, campaign, collection, basket, local, global }
  }
  const counts = async (thing: Awaited<ReturnType<typeof tied>>) => {
    const assetCount = async (path: string) => (await admin.json(path)).body.assetCount as number
    return {
      folder: await assetCount(`/folders/${thing.folder.id}`),
      collection: await assetCount(`/collections/${thing.collection.id}`),
      basket: await assetCount(`/collections/${thing.basket.id}`),
      campaign: await assetCount(`/campaigns/${thing.campaign.id}`),
      inFrom: (await admin.json(`/assets?brand=${from!.id}`)).body.meta.total as number,
      inTo: (await admin.json(`/assets?brand=${to!.id}`)).body.meta.total as number,
      unfiled: (await admin.json(`/assets?brand=${to!.id}&bucket=unfiled`)).body.meta.total as number,
    }
  }

  test('says first what it would do, and changes nothing by that', async ({ assert }) => {
    const thing = await tied()
    await admin.json(`/brands/${to!.id}`, { method: 'PATCH', json: { tagPolicy: 'closed' } })
    const { status, body } = await admin.json('/move-previews', { method: 'POST', json: { ids: [thing.id, 'unknown'], brandId: to!.id } })
    assert.equal(status, 200)
    assert.deepEqual(body, {
      brandId: to!.id,
      assets: 1,
      isSample: false,
      moving: 1,
      staying: [],
      leaving: {
        tags: { assets: 1, names: ['Only here'] },
        categories: { assets: 1, names: ['Near'] },
        campaigns: { assets: 1, names: [] },
        folder: { assets: 1, names: [] },
        fields: { assets: 1, names: ['Local'] },
        collections: { assets: 1, names: [] },
      },
    })
    const unchanged = await card(thing.id)
    assert.equal(unchanged.brandId, from!.id)
    assert.equal(unchanged.folder.id, thing.folder.id)
    const again = await admin.json('/move-previews', { method: 'POST', json: { ids: [thing.id], brandId: from!.id } })
    assert.deepEqual(again.body.staying, [{ reason: 'They belong to this brand already.', assets: 1 }])
  })

  test('leaves behind what belongs to the old brand, keeps the rest, and numbers follow', async ({ assert }) => {
    const thing = await tied()
    assert.deepInclude(await counts(thing), { folder: 1, collection: 1, basket: 1, campaign: 1, inFrom: 1, inTo: 0, unfiled: 0 })
    assert.deepInclude(await move([thing.id]), { done: 1, refused: 0 })
    const moved = await card(thing.id)
    assert.deepInclude(moved, { brandId: to!.id, title: 'Kept title', folder: null, campaigns: [] })
    assert.deepEqual(names(moved.tags), ['Only here', 'Sunrise'])
    assert.deepEqual(names(moved.categories), ['Far'])
    assert.deepEqual(moved.fields, { [thing.global.key]: 'goes along' })
    assert.deepInclude(await counts(thing), { folder: 0, collection: 0, basket: 1, campaign: 0, inFrom: 0, inTo: 1, unfiled: 1 })
    const tags = (await admin.json(`/tags?brand=${to!.id}`)).body.data as { name: string; assetCount: number }[]
    assert.deepEqual(tags.map(({ name, assetCount }) => [name, assetCount]).sort(), [
      ['Only here', 1],
      ['Sunrise', 1],
    ])
    assert.equal((await admin.json(`/assets?brand=${to!.id}&text=sunrise`)).body.meta.total, 1)
    assert.isEmpty(await db.from('asset_tags').join('tags', 'tags.id', 'asset_tags.tag_id').where('tags.brand_id', from!.id))
    const { body } = await admin.json(`/activities?subject=${thing.id}`)
    const told = (body.data as { action: string; before: object; after: object }[]).find(({ action }) => action === 'asset.moved')
    assert.deepInclude(told, { before: { brand: from!.name }, after: { brand: to!.name } })
  })

  test('a closed vocabulary gets no new words', async ({ assert }) => {
    const thing = await tied()
    await admin.json(`/brands/${to!.id}`, { method: 'PATCH', json: { tagPolicy: 'closed' } })
    await move([thing.id])
    assert.deepEqual(names((await card(thing.id)).tags), ['Sunrise'])
  })

  test('taken back, everything that is still there is as it was', async ({ assert }) => {
    const thing = await tied()
    const before = await card(thing.id)
    const { id } = await move([thing.id])
    assert.deepInclude(await done(`/operations/${id}/reversals`), { done: 1, refused: 0 })
    const after = await card(thing.id)
    for (const name of ['brandId', 'title', 'tags', 'categories', 'campaigns', 'folder', 'fields'] as const) {
      assert.deepEqual(after[name], before[name], name)
    }
    assert.deepInclude(await counts(thing), { folder: 1, collection: 1, basket: 1, campaign: 1, inFrom: 1, inTo: 0, unfiled: 0 })
  })

  test('asks for rights on both brands, of each asset', async ({ assert }) => {
    const id = await upload()
    const program = await Program.of({ role: null })
    await giveRole(program.user, 'manager', from!.id)
    const start = (brandId: string) => program.json('/operations', { method: 'POST', json: { kind: 'moveToBrand', brandId, ids: [id] } })
    assert.equal((await start(to!.id)).status, 404)
    await giveRole(program.user, 'viewer', to!.id)
    assert.equal((await start(to!.id)).status, 403)
    assert.equal((await program.json('/move-previews', { method: 'POST', json: { ids: [id], brandId: to!.id } })).status, 403)
    await giveRole(program.user, 'creator', to!.id)
    assert.equal((await start(to!.id)).status, 202)
    await workUntilIdle()
    assert.equal((await card(id)).brandId, to!.id)
    // Whoever only looks at a brand takes nothing from it.
    const [taken, taker] = [await upload(), await Program.of({ role: null })]
    await giveRole(taker.user, 'viewer', from!.id)
    await giveRole(taker.user, 'manager', to!.id)
    const json = { brandId: to!.id, ids: [taken] }
    assert.deepInclude((await taker.json('/move-previews', { method: 'POST', json })).body, {
      moving: 0,
      staying: [{ reason: 'Your role does not allow to take them from their brand.', assets: 1 }],
    })
    const { body } = await taker.json('/operations', { method: 'POST', json: { kind: 'moveToBrand', ...json } })
    await workUntilIdle()
    assert.deepInclude((await taker.json(`/operations/${body.id}`)).body, { done: 0, refused: 1 })
    assert.equal((await card(taken)).brandId, from!.id)
    assert.equal((await admin.json('/operations', { method: 'POST', json: { kind: 'moveToBrand', ids: [id] } })).status, 422)
  })
})
