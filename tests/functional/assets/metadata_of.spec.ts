import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Brand, defaultBrand } from '#identity'
import { Program } from '#tests/support/api'

test.group('A new asset with the metadata of another (S3-30 to S3-32)', (group) => {
  let admin: Program
  let brandId: string
  let original: string

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    brandId = (await defaultBrand()).id
    const { body } = await admin.upload('An original', 'original.txt', {
      name: 'The original',
      title: 'A title',
      keywords: 'a, b',
      tags: 'red, green',
      rating: '4',
      expiresAt: '2031-05-01',
    })
    original = body.id
    await admin.json('/fields', { method: 'POST', json: { key: 'studio', label: 'Studio', kind: 'text', isRequired: true } })
    await admin.json(`/assets/${original}`, { method: 'PATCH', json: { fields: { studio: 'North' } } })
  })

  test('is refused where one may not see that asset, and nothing is kept', async ({ assert }) => {
    const far = await Brand.create({ id: newId(), slug: 'far', name: 'Far', nameKey: 'far', createdAt: 1, updatedAt: 1 })
    const stranger = await Program.of({ role: 'dam-write', brandId: far.id })
    const { status } = await stranger.upload('A copy', 'copy.txt', { metadataFrom: original, brandId: far.id })
    assert.equal(status, 404)
    assert.equal((await stranger.json('/assets')).body.meta.total, 0)
  })

  test('takes over all but the name, required fields included, and what is given goes before it', async ({ assert }) => {
    const writer = await Program.of({ role: 'dam-write', brandId })
    const { status, body } = await writer.upload('A copy', 'copy.txt', { metadataFrom: original, title: 'Another title' })
    assert.equal(status, 201, JSON.stringify(body))
    const there = (await admin.json(`/assets/${original}`)).body
    assert.containSubset(body, { name: 'copy', title: 'Another title', keywords: ['a', 'b'], rating: 4, fields: { studio: 'North' } })
    assert.equal(body.expiresAt, there.expiresAt)
    assert.deepEqual(
      body.tags.map((tag: { name: string }) => tag.name),
      ['green', 'red']
    )
  })
})
