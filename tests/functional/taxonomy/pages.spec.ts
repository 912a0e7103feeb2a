import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Program } from '#tests/support/api'
import { makeBrand, makeUser, signIn } from '#tests/support/identity'

let nth = 0

async function shelf() {
  const brandId = (await makeBrand(`Pages ${++nth}`)).id
  const manager = await Program.of({ role: 'manager', brandId })
  const { body: catalog } = await manager.json('/catalogs', { method: 'POST', json: { name: `Pages ${nth}`, brandId } })
  const { body: category } = await manager.json('/categories', { method: 'POST', json: { catalogId: catalog.id, name: 'Men' } })
  const { body: campaign } = await manager.json('/campaigns', { method: 'POST', json: { name: 'Spring', brandId } })
  return { brandId, catalog: catalog.id as string, category: category.id as string, campaign: campaign.id as string }
}

/** Everything that the pages could change. */
const state = async () =>
  JSON.stringify(await Promise.all(['catalogs', 'categories', 'campaigns', 'activities'].map((table) => db.from(table).orderBy('id'))))

test.group('Pages of catalogues and campaigns', () => {
  test('change nothing by the hand of somebody who may not, who looks at catalogues alone (S1-70)', async ({ client, assert }) => {
    const { brandId, catalog, category, campaign } = await shelf()
    const viewer = await signIn(client, await makeUser({ role: 'viewer', brandId }))
    const before = await state()
    for (const [path, form] of [
      ['/catalogs', { name: 'Mine', brandId }],
      [`/catalogs/${catalog}/edits`, { name: 'Mine' }],
      [`/catalogs/${catalog}/imports`, { rows: 'path\nMine' }],
      [`/catalogs/${catalog}/removals`, {}],
      ['/categories', { catalogId: catalog, name: 'Mine' }],
      [`/categories/${category}/edits`, { name: 'Mine' }],
      [`/categories/${category}/removals`, {}],
      ['/campaigns', { name: 'Mine', brandId }],
      [`/campaigns/${campaign}/edits`, { name: 'Mine' }],
      [`/campaigns/${campaign}/removals`, {}],
    ] as const) {
      const response = await viewer.post(path).form(form)
      assert.include([403, 404], response.status(), path)
    }
    assert.equal(await state(), before)
    const page = await viewer.get(`/catalogs/${catalog}`)
    assert.include(page.text(), 'Men')
    assert.notInclude(page.text(), 'Add category')
    for (const path of ['/catalogs', `/catalogs/${catalog}`, '/assets']) {
      assert.notInclude((await viewer.get(path)).text(), 'Campaign', path)
    }
    for (const path of ['/campaigns', `/campaigns/${campaign}`, `/categories/${category}`]) {
      assert.include([403, 404], (await viewer.get(path)).status(), path)
    }
  })

  test('hide what belongs to brands that one does not see', async ({ client, assert }) => {
    const { catalog, category, campaign } = await shelf()
    const other = await shelf()
    const stranger = await signIn(client, await makeUser({ role: 'manager', brandId: other.brandId }))
    for (const path of [`/catalogs/${catalog}`, `/categories/${category}`, `/campaigns/${campaign}`]) {
      assert.equal((await stranger.get(path)).status(), 404, path)
      assert.equal((await stranger.post(`${path}/removals`).form({})).status(), 404, path)
    }
    const list = (await stranger.get('/catalogs')).text()
    assert.include(list, other.catalog)
    assert.notInclude(list, catalog)
    // A level of another catalogue is not shown through one's own.
    assert.notInclude((await stranger.get(`/catalogs/${other.catalog}?parent=${category}`)).text(), category)
  })

  test('put no asset into a category of another brand', async ({ client, assert }) => {
    const { brandId, category } = await shelf()
    const other = await shelf()
    const user = await makeUser({ role: 'manager', brandId })
    const program = await Program.of({ role: 'manager', brandId })
    const { body: asset } = await program.upload('Placed', 'placed.txt', { brandId })
    const manager = await signIn(client, user)
    await manager.post(`/assets/${asset.id}/categories`).form({ categories: [category, other.category], revision: '"1"' })
    assert.deepEqual((await program.json(`/assets/${asset.id}`)).body.categories, [])
    const saved = await manager.post(`/assets/${asset.id}/categories`).form({ categories: [category], revision: '"1"' })
    assert.equal(saved.header('location'), `/assets/${asset.id}?tab=categories`)
    assert.lengthOf((await program.json(`/assets/${asset.id}`)).body.categories, 1)
    // Somebody who opened the page before that, and would undo it unseen.
    await manager.post(`/assets/${asset.id}/categories`).form({ categories: [], revision: '"1"' })
    assert.lengthOf((await program.json(`/assets/${asset.id}`)).body.categories, 1)
  })
})
