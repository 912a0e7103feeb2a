import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { EnsureBuiltIns, Role } from '#identity'
import { makeBrand, makeGroup, makeUser, signIn } from '#tests/support/identity'

const roleId = async (slug: string) => (await Role.findByOrFail('slug', slug)).id

test.group('The pages of brands, groups and roles', (group) => {
  group.setup(() => new EnsureBuiltIns().handle())

  test('a role is made, changed and deleted by forms, and one that is held says by whom', async ({ client, assert }) => {
    const admin = await signIn(client, await makeUser({ role: 'system-admin' }))
    const made = await admin.post('/roles').form({ 'name': 'Archivist', 'permissions[0]': 'assets.view' })
    made.assertStatus(302)
    const { id } = await Role.findByOrFail('slug', 'archivist')
    const holder = await makeUser({ role: null, name: 'Hetty Holder' })
    await admin.post(`/people/${holder.id}`).form({ 'name': holder.name, 'roleIds[0]': id, 'brandIds[0]': '' })
    const held = await admin.post(`/roles/${id}/remove`).form({})
    held.assertStatus(409)
    assert.include(held.text(), 'Hetty Holder')
    await admin.post(`/people/${holder.id}`).form({ 'name': holder.name, 'roleIds[0]': '', 'brandIds[0]': '' })
    const gone = await admin.post(`/roles/${id}/remove`).form({})
    gone.assertStatus(302)
    const builtIn = await admin.post(`/roles/${await roleId('viewer')}`).form({ name: 'Gazer' })
    builtIn.assertStatus(409)
  })

  test('a group is made and filled by forms, and a refused form keeps what was typed', async ({ client, assert }) => {
    const admin = await signIn(client, await makeUser({ role: 'system-admin' }))
    const creator = await roleId('creator')
    const form = { 'name': 'Studio', 'description': 'Draws', 'roleIds[0]': creator, 'brandIds[0]': '' }
    const made = await admin.post('/groups').form(form)
    made.assertStatus(302)
    const path = made.header('location')!
    const again = await admin.post('/groups').form(form)
    again.assertStatus(422)
    assert.match(again.text(), new RegExp(`value="${creator}"\\s+selected`))
    const user = await makeUser({ role: null, name: 'Nina New' })
    const added = await admin.post(`${path}/members`).form({ userId: user.id })
    added.assertStatus(302)
    assert.include((await admin.get(path)).text(), 'Take out Nina New')
    const full = await admin.post(`${path}/remove`).form({})
    full.assertStatus(409)
  })

  test('a Manager finds their brand, its members and no group, and no page of another brand (S1-95)', async ({ client, assert }) => {
    const quince = await makeBrand('Quince')
    const medlar = await makeBrand('Medlar')
    await makeGroup([], 'viewer', quince.id)
    const manager = await signIn(client, await makeUser({ role: 'manager', brandId: quince.id }))
    const list = (await manager.get('/brands')).text()
    assert.include(list, 'Quince')
    assert.notInclude(list, 'Medlar')
    const page = (await manager.get(`/brands/${quince.id}`)).text()
    assert.notInclude(page, 'name="groupId"')
    assert.notInclude(page, 'System admin')
    assert.notInclude(page, 'Delete brand')
    for (const path of [`/brands/${medlar.id}`, `/brands/${medlar.id}/remove`]) {
      const response = path.endsWith('remove') ? await manager.post(path).form({}) : await manager.get(path)
      response.assertStatus(404)
    }
    const refused = await manager.post(`/brands/${quince.id}`).form({
      'name': 'Quince',
      'languages': 'en',
      'tagPolicy': 'open',
      'colourNames[0]': 'Plum',
      'colourHexes[0]': 'red;}',
    })
    refused.assertStatus(422)
    assert.include(refused.text(), 'value="Plum"')
    const row = await db.from('brands').where('id', quince.id).first()
    assert.isNull(row.colours)
  })
})
