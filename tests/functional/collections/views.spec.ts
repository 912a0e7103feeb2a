import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { ForgetDeletedCollections } from '#collections'
import { Brand, defaultBrand } from '#identity'
import db from '@adonisjs/lucid/services/db'
import { Program } from '#tests/support/api'

test.group('Saved views (S4-06)', (group) => {
  let manager: Program
  let reader: Program
  let stranger: Program
  let brandId: string

  group.setup(async () => {
    await Program.of({ role: 'system-admin' })
    brandId = (await defaultBrand()).id
    const far = await Brand.create({ id: newId(), slug: 'far', name: 'Far', nameKey: 'far', createdAt: 1, updatedAt: 1 })
    manager = await Program.of({ role: 'manager', brandId })
    reader = await Program.of({ role: 'dam-read', brandId })
    stranger = await Program.of({ role: 'manager', brandId: far.id })
  })

  const save = (json: object, who = manager) =>
    who.json('/views', { method: 'POST', json: { name: 'Best ones', query: { rating: '5', sort: 'name' }, ...json } })
  const listed = async (who: Program) => (await who.json('/views')).body.data.map((view: { name: string }) => view.name) as string[]

  test('are refused with a question that the list would refuse, or without a name', async ({ assert }) => {
    assert.equal((await save({ query: { rating: '17' } })).status, 422)
    assert.equal((await save({ name: ' ' })).status, 422)
    assert.equal((await save({ brandId: 'unknown' })).status, 404)
  })

  test('are one’s own until they are shared with those who may look into their brand', async ({ assert }) => {
    const { status, body } = await save({ name: 'Shared later', brandId })
    assert.equal(status, 201)
    assert.containSubset(body, { isOwn: true, isShared: false, isDefault: false, query: { rating: ['5'], sort: 'name' } })
    assert.equal(body.links.page, '/assets?rating=5&sort=name')
    assert.equal((await reader.json(`/views/${body.id}`)).status, 404)
    await manager.json(`/views/${body.id}`, { method: 'PATCH', json: { isShared: true } })
    assert.containSubset((await reader.json(`/views/${body.id}`)).body, { isOwn: false, isShared: true })
    assert.include(await listed(reader), 'Shared later')
    assert.notInclude(await listed(stranger), 'Shared later')
    assert.equal((await stranger.json(`/views/${body.id}`)).status, 404)
  })

  test('are shared and changed by those who look after collections there, and by nobody else', async ({ assert }) => {
    assert.equal((await save({ brandId, isShared: true }, reader)).status, 403)
    assert.equal((await save({ isShared: true })).status, 403)
    const { body } = await save({ name: 'Kept', brandId, isShared: true })
    assert.equal((await reader.json(`/views/${body.id}`, { method: 'PATCH', json: { name: 'Mine' } })).status, 403)
    assert.equal((await reader.json(`/views/${body.id}`, { method: 'DELETE' })).status, 403)
    const own = (await save({ name: 'Mine', brandId }, reader)).body
    assert.equal((await reader.json(`/views/${own.id}`, { method: 'PATCH', json: { isShared: true } })).status, 403)
    const colleague = await Program.of({ role: 'manager', brandId })
    const renamed = await colleague.json(`/views/${body.id}`, { method: 'PATCH', json: { name: 'Renamed', query: { rating: '4' } } })
    assert.containSubset(renamed.body, { name: 'Renamed', query: { rating: ['4'] }, isOwn: false })
  })

  test('open the library of whoever prefers them, and of nobody else', async ({ assert }) => {
    const { body } = await save({ name: 'First', brandId, isShared: true })
    const mine = await reader.json(`/views/${body.id}`, { method: 'PATCH', json: { isDefault: true } })
    assert.isTrue(mine.body.isDefault)
    assert.isFalse((await manager.json(`/views/${body.id}`)).body.isDefault)
    const second = (await save({ name: 'Second', isDefault: true }, reader)).body
    assert.isTrue(second.isDefault)
    assert.isFalse((await reader.json(`/views/${body.id}`)).body.isDefault)
    await reader.json(`/views/${second.id}`, { method: 'PATCH', json: { isDefault: false } })
    assert.isFalse((await reader.json(`/views/${second.id}`)).body.isDefault)
  })

  test('are deleted, brought back, and forgotten after 30 days', async ({ assert }) => {
    const { body } = await save({ name: 'Gone' })
    assert.equal((await manager.json(`/views/${body.id}`, { method: 'DELETE' })).status, 204)
    assert.equal((await manager.json(`/views/${body.id}`)).status, 404)
    assert.equal((await manager.json(`/views/${body.id}/restorations`, { method: 'POST' })).status, 201)
    assert.equal((await manager.json(`/views/${body.id}`)).status, 200)
    await manager.json(`/views/${body.id}`, { method: 'DELETE' })
    await db
      .from('saved_views')
      .where('id', body.id)
      .update({ deleted_at: Date.now() - 31 * 24 * 3600_000 })
    await new ForgetDeletedCollections().handle()
    assert.equal((await manager.json(`/views/${body.id}/restorations`, { method: 'POST' })).status, 404)
  })
})
