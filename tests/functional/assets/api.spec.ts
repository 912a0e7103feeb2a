import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { Brand } from '#identity'
import { Asset } from '#assets'
import { Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

test.group('One asset over REST', (group) => {
  let program: Program
  let id: string
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
  })
  group.each.setup(async () => {
    id = (await program.upload(await picture(), 'meadow.jpg')).body.id
  })

  test('DAM read sees it and may not change it (S4-02)', async ({ assert }) => {
    const reader = await Program.of({ role: 'dam-read' })
    assert.equal((await reader.json(`/assets/${id}`)).status, 200)
    assert.equal((await reader.json(`/assets/${id}`, { method: 'PATCH', json: { name: 'Mine' } })).status, 403)
    assert.equal((await reader.json(`/assets/${id}`, { method: 'DELETE' })).status, 403)
    assert.equal((await program.json(`/assets/${id}`)).body.name, 'meadow')
  })

  test('a token with the scope to view cannot change it', async ({ assert }) => {
    const narrow = await Program.of({ role: 'dam-write' }, ['assets.view'])
    assert.equal((await narrow.json(`/assets/${id}`)).status, 200)
    assert.equal((await narrow.json(`/assets/${id}`, { method: 'PATCH', json: { name: 'Mine' } })).status, 403)
    assert.equal((await narrow.upload(await picture(), 'x.jpg')).status, 403)
  })

  test('somebody of another brand gets the answer for what does not exist', async ({ assert }) => {
    const brand = await Brand.create({
      id: newId(),
      slug: `b-${id.slice(-6)}`,
      name: 'Other',
      nameKey: `other-${id}`,
      createdAt: Date.now(),
      updatedAt: Date.now(),
    })
    const other = await Program.of({ role: 'dam-write', brandId: brand.id })
    for (const [path, method] of [
      [`/assets/${id}`, 'GET'],
      [`/assets/${id}`, 'PATCH'],
      [`/assets/${id}`, 'DELETE'],
      [`/assets/${id}/file`, 'GET'],
      [`/assets/${id}/renditions/thumb`, 'GET'],
      [`/assets/${id}/processings`, 'POST'],
      [`/activities?assetId=${id}`, 'GET'],
    ] as const) {
      const { status, body } = await other.json(path, { method, ...(method === 'PATCH' ? { json: { name: 'x' } } : {}) })
      assert.equal(status, 404, `${method} ${path}`)
      assert.equal(body.code, 'not_found')
    }
    const list = await other.json('/assets')
    assert.deepEqual(list.body, { data: [], meta: { total: 0, totalIsCapped: false, next: null } })
    assert.equal((await other.json('/assets?text=meadow')).body.meta.total, 0)
  })

  test('unknown fields change nothing', async ({ assert }) => {
    const before = (await Asset.findOrFail(id)).toJSON()
    const json = { brandId: 'x', createdBy: 'x', isTrashed: true, $isPersisted: false, sha256: 'x', id: 'x', availability: 'public' }
    assert.equal((await program.json(`/assets/${id}`, { method: 'PATCH', json })).status, 200)
    assert.deepEqual((await Asset.findOrFail(id)).toJSON(), before)
  })

  test('values that are no values are refused by field', async ({ assert }) => {
    const { status, body } = await program.json(`/assets/${id}`, { method: 'PATCH', json: { name: '', sourceUrl: 'javascript:alert(1)' } })
    assert.equal(status, 422)
    assert.equal(body.code, 'invalid_input')
    assert.sameMembers(
      body.errors.map((error: { field: string }) => error.field),
      ['name', 'sourceUrl']
    )
  })

  test('can be renamed and described (S3-09, S4-09, S4-10)', async ({ assert }) => {
    const json = { name: 'Wiese', title: 'Am Mittag', description: 'Mohn', altText: 'Mohnblumen', keywords: ['rot'] }
    const { status, body } = await program.json(`/assets/${id}`, { method: 'PATCH', json })
    assert.equal(status, 200)
    assert.containSubset(body, json)
    assert.equal(body.fileName, 'meadow.jpg')
    const log = await program.json(`/activities?assetId=${id}`)
    assert.equal(log.body.data[0].action, 'asset.updated')
    assert.equal(log.body.data[0].before.name, 'meadow')
    assert.equal(log.body.data[0].after.name, 'Wiese')
    assert.equal(log.body.data[0].actor.id, program.user.id)
  })

  test('two people who change different fields do not collide, the same field does', async ({ assert }) => {
    const etag = (await program.json(`/assets/${id}`)).headers.get('etag')!
    const change = (json: object) => program.json(`/assets/${id}`, { method: 'PATCH', json, headers: { 'if-match': etag } })
    assert.equal((await change({ title: 'First' })).status, 200)
    assert.equal((await change({ description: 'Another field' })).status, 200)
    const late = await change({ title: 'Second' })
    assert.equal(late.status, 412)
    assert.equal(late.body.code, 'changed_meanwhile')
    assert.equal((await program.json(`/assets/${id}`)).body.title, 'First')
  })

  test('a public asset cannot be deleted', async ({ assert }) => {
    await db.from('assets').where('id', id).update({ availability: 'public' })
    const { status, body } = await program.json(`/assets/${id}`, { method: 'DELETE' })
    assert.equal(status, 409)
    assert.equal(body.code, 'asset_is_public')
  })

  test('is deleted into the trash for thirty days and comes back as it was (S2-53, S3-37, S3-40)', async ({ assert }) => {
    assert.equal((await program.json(`/assets/${id}`, { method: 'DELETE' })).status, 204)
    assert.equal((await program.json(`/assets/${id}`, { method: 'PATCH', json: { name: 'x' } })).status, 404)
    const trashed = (await program.json('/trash')).body.data.find((asset: { id: string }) => asset.id === id)
    assert.approximately(Date.parse(trashed.purgeAt) - Date.parse(trashed.trashedAt), 30 * 24 * 3600_000, 1)
    assert.equal((await program.json(`/trash/${id}/restorations`, { method: 'POST' })).status, 201)
    assert.equal((await program.json(`/assets/${id}`)).body.trashedAt, null)
    assert.equal((await program.json(`/trash/${id}/restorations`, { method: 'POST' })).status, 404)
  })

  test('only who may purge removes it for good', async ({ assert }) => {
    await program.json(`/assets/${id}`, { method: 'DELETE' })
    assert.equal((await program.json(`/trash/${id}`, { method: 'DELETE' })).status, 403)
    const admin = await Program.of({ role: 'system-admin' })
    assert.equal((await admin.json(`/trash/${id}`, { method: 'DELETE' })).status, 204)
    assert.equal((await admin.json(`/assets/${id}`)).status, 404)
    assert.equal((await admin.json(`/assets/${id}/file`)).status, 404)
  })
})
