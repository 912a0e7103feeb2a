import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { EnsureBuiltIns, PERMISSIONS, Role } from '#identity'
import { Program } from '#tests/support/api'
import { makeGroup, makeUser, signIn } from '#tests/support/identity'

const roleId = async (slug: string) => (await Role.findByOrFail('slug', slug)).id

/** Somebody who holds exactly these permissions everywhere. */
async function holderOf(admin: Program, permissions: string[]): Promise<Program> {
  const name = `Role ${Math.random()}`
  const { body } = await admin.json('/roles', { method: 'POST', json: { name, permissions } })
  const program = await Program.of({ role: null })
  await admin.json(`/users/${program.user.id}`, { method: 'PATCH', json: { roles: [{ roleId: body.id }] } })
  return program
}

test.group('Roles (S1-95, S4-01)', (group) => {
  let admin: Program
  group.setup(async () => {
    await new EnsureBuiltIns().handle()
    admin = await Program.of({ role: 'system-admin' })
  })

  test('every permission has words', async ({ assert }) => {
    const { body } = await admin.json('/permissions')
    assert.deepEqual(
      body.data.map((one: { permission: string }) => one.permission),
      [...PERMISSIONS]
    )
    for (const { label } of body.data) assert.notMatch(label, /translation|identity\./)
  })

  test('a role is made, renamed, changed and deleted, and counts from the next request on (T46)', async ({ assert }) => {
    const made = await admin.json('/roles', { method: 'POST', json: { name: 'Archivist', permissions: ['assets.view'] } })
    assert.equal(made.status, 201)
    const program = await Program.of({ role: null })
    await admin.json(`/users/${program.user.id}`, { method: 'PATCH', json: { roles: [{ roleId: made.body.id }] } })
    assert.equal((await program.fetch('/assets')).status, 200)
    assert.equal((await program.fetch('/activities')).status, 403)
    const json = { name: 'Auditor', permissions: ['activities.view'] }
    assert.deepEqual((await admin.json(`/roles/${made.body.id}`, { method: 'PATCH', json })).body.permissions, ['activities.view'])
    assert.equal((await program.fetch('/assets')).status, 403)
    assert.equal((await program.fetch('/activities')).status, 200)
    const held = await admin.json(`/roles/${made.body.id}`, { method: 'DELETE' })
    assert.deepEqual([held.status, held.body.code], [409, 'role_in_use'])
    assert.include(held.body.detail, program.user.name)
    await admin.json(`/users/${program.user.id}`, { method: 'PATCH', json: { roles: [] } })
    assert.equal((await admin.fetch(`/roles/${made.body.id}`, { method: 'DELETE' })).status, 204)
    const rows = await db.from('activities').where('subject_id', made.body.id).orderBy('id')
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['role.created', 'role.changed', 'role.deleted']
    )
  })

  test('built-in roles stay, and no role takes the name of another', async ({ assert }) => {
    const id = await roleId('viewer')
    for (const init of [{ method: 'PATCH', json: { permissions: [] } }, { method: 'DELETE' }])
      assert.equal((await admin.json(`/roles/${id}`, init)).body.code, 'built_in_role')
    const taken = await admin.json('/roles', { method: 'POST', json: { name: ' viewer', permissions: [] } })
    assert.deepEqual([taken.status, taken.body.code], [422, 'name_taken'])
    const unknown = await admin.json('/roles', { method: 'POST', json: { name: 'X', permissions: ['everything'] } })
    assert.equal(unknown.status, 422)
  })

  test('nobody makes or widens a role beyond what they hold everywhere, nor a token beyond its scopes (T3)', async ({ assert }) => {
    const shaper = await holderOf(admin, ['roles.manage', 'assets.view'])
    const wide = { name: 'Wide', permissions: ['assets.view', 'users.manage'] }
    const made = await shaper.json('/roles', { method: 'POST', json: wide })
    assert.deepEqual([made.status, made.body.code], [403, 'beyond_own_rights'])
    const narrow = await shaper.json('/roles', { method: 'POST', json: { name: 'Narrow', permissions: ['assets.view'] } })
    assert.equal(narrow.status, 201)
    const widened = await shaper.json(`/roles/${narrow.body.id}`, { method: 'PATCH', json: { permissions: ['jobs.manage'] } })
    assert.equal(widened.body.code, 'beyond_own_rights')
    const { body: strong } = await admin.json('/roles', { method: 'POST', json: { name: 'Strong', permissions: ['jobs.manage'] } })
    const weakened = await shaper.json(`/roles/${strong.id}`, { method: 'PATCH', json: { permissions: [] } })
    assert.equal(weakened.body.code, 'beyond_own_rights')
    const scoped = await Program.of({ role: 'system-admin' }, ['roles.manage'])
    const byToken = await scoped.json('/roles', { method: 'POST', json: { name: 'By token', permissions: ['users.manage'] } })
    assert.equal(byToken.body.code, 'beyond_own_rights')
  })
})

test.group('Groups', (group) => {
  let admin: Program
  group.setup(() => new EnsureBuiltIns().handle())
  group.each.setup(async () => {
    await db.from('role_assignments').delete()
    await db.from('user_groups').delete()
    admin = await Program.of({ role: 'system-admin' })
  })

  test('a group is made, changed, filled, emptied and deleted, and each is written down', async ({ assert }) => {
    const made = await admin.json('/groups', { method: 'POST', json: { name: 'Studio', roles: [{ roleId: await roleId('creator') }] } })
    assert.equal(made.status, 201)
    const path = `/groups/${made.body.id}`
    const user = await makeUser({ role: null })
    for (let nth = 0; nth < 2; nth++)
      assert.equal((await admin.fetch(`${path}/members`, { method: 'POST', json: { userId: user.id } })).status, 204)
    assert.equal((await admin.json(path)).body.memberCount, 1)
    assert.deepEqual(
      (await admin.json(`${path}/members`)).body.data.map((one: { id: string }) => one.id),
      [user.id]
    )
    assert.equal((await admin.json(`/users/${user.id}`)).body.groups[0].name, 'Studio')
    const full = await admin.json(path, { method: 'DELETE' })
    assert.deepEqual([full.status, full.body.code], [409, 'group_in_use'])
    await admin.json(path, { method: 'PATCH', json: { name: 'Atelier', roles: [] } })
    assert.equal((await admin.fetch(`${path}/members/${user.id}`, { method: 'DELETE' })).status, 204)
    assert.equal((await admin.fetch(`${path}/members/${user.id}`, { method: 'DELETE' })).status, 404)
    assert.equal((await admin.fetch(path, { method: 'DELETE' })).status, 204)
    const rows = await db.from('activities').where('subject_id', made.body.id).orderBy('id')
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['group.created', 'group.member_added', 'group.changed', 'group.member_removed', 'group.deleted']
    )
  })

  test('two groups of one name, unknown roles and unknown people are refused', async ({ assert }) => {
    const { body } = await admin.json('/groups', { method: 'POST', json: { name: 'Press' } })
    const twice = await admin.json('/groups', { method: 'POST', json: { name: 'PRESS' } })
    assert.deepEqual([twice.status, twice.body.code], [422, 'name_taken'])
    const roles = [{ roleId: body.id }]
    assert.equal((await admin.json(`/groups/${body.id}`, { method: 'PATCH', json: { roles } })).body.code, 'no_such_role')
    const stranger = await admin.json(`/groups/${body.id}/members`, { method: 'POST', json: { userId: body.id } })
    assert.equal(stranger.body.code, 'no_such_person')
  })

  test('nobody gains through a group what they could not be given (T9)', async ({ assert }) => {
    const lead = await holderOf(admin, ['users.manage', 'assets.view'])
    const admins = await makeGroup([], 'system-admin')
    const own = await makeGroup([lead.user], null)
    const tries = [
      await lead.json(`/groups/${admins}/members`, { method: 'POST', json: { userId: lead.user.id } }),
      await lead.json(`/groups/${own}`, { method: 'PATCH', json: { roles: [{ roleId: await roleId('system-admin') }] } }),
      await lead.json('/groups', { method: 'POST', json: { name: 'Puppets', roles: [{ roleId: await roleId('manager') }] } }),
      await lead.json(`/groups/${admins}`, { method: 'PATCH', json: { roles: [] } }),
      await lead.json(`/groups/${admins}`, { method: 'DELETE' }),
    ]
    for (const { status, body } of tries) assert.deepEqual([status, body.code], [403, 'beyond_own_rights'])
  })

  test('nobody governs a person who may do more through a group', async ({ client, assert }) => {
    const lead = await holderOf(admin, ['users.manage'])
    const boss = await makeUser({ role: null })
    await makeGroup([boss], 'system-admin')
    const browser = await signIn(client, lead.user)
    const link = await browser.post(`/people/${boss.id}/link`)
    link.assertStatus(403)
    const disable = await lead.json(`/users/${boss.id}`, { method: 'PATCH', json: { status: 'disabled' } })
    assert.equal(disable.body.code, 'beyond_own_rights')
  })

  test('the last System admin stays, by whichever way they are one', async ({ assert }) => {
    const admins = await makeGroup([admin.user], 'system-admin')
    const path = `/users/${admin.user.id}`
    assert.equal((await admin.json(path, { method: 'PATCH', json: { roles: [] } })).status, 200)
    const tries = [
      await admin.json(path, { method: 'PATCH', json: { status: 'disabled' } }),
      await admin.json(`/groups/${admins}/members/${admin.user.id}`, { method: 'DELETE' }),
      await admin.json(`/groups/${admins}`, { method: 'PATCH', json: { roles: [] } }),
    ]
    for (const { status, body } of tries) assert.deepEqual([status, body.code], [409, 'last_admin'])
    assert.equal((await admin.json(`/groups/${admins}`, { method: 'DELETE' })).status, 409)
    assert.equal((await admin.fetch('/users')).status, 200)
  })

  test('of two admins who take each other out of their group at once, one remains', async ({ assert }) => {
    const other = await Program.of({ role: null })
    const admins = await makeGroup([admin.user, other.user], 'system-admin')
    await db.from('role_assignments').delete()
    const answers = await Promise.all([
      admin.json(`/groups/${admins}/members/${other.user.id}`, { method: 'DELETE' }),
      other.json(`/groups/${admins}/members/${admin.user.id}`, { method: 'DELETE' }),
    ])
    assert.include(
      answers.map(({ status }) => status),
      204
    )
    assert.lengthOf(await db.from('group_members').where('group_id', admins), 1)
  })
})
