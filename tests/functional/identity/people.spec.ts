import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { BUILT_IN_ROLES, defaultBrand, EnsureBuiltIns, registerHandOver, Role, type User } from '#identity'
import { newId } from '#core/database/index'
import { giveRole, makeBrand, makeUser, openBrowser, signIn, type TestBrowser } from '#tests/support/identity'

const roleId = async (slug: string) => (await Role.findByOrFail('slug', slug)).id

test.group('Looking after people', (group) => {
  let admin: TestBrowser
  let root: User
  group.setup(() => new EnsureBuiltIns().handle())
  group.each.setup(async () => void (await db.from('rate_limits').delete()))
  group.each.setup(async () => void (await db.from('role_assignments').delete()))
  group.tap((one) =>
    one.setup(async ({ context }) => {
      root = await makeUser({ role: 'system-admin' })
      admin = await signIn(context.client, root)
    })
  )

  for (const role of ['pim-admin', 'pim-write', 'dam-write', 'dam-read', null] as const)
    test(`is not for ${role ?? 'people without a role'} (S4-01)`, async ({ client }) => {
      const browser = await signIn(client, await makeUser({ role }))
      for (const path of [
        '/api/v1/users',
        '/api/v1/roles',
        '/api/v1/invitations',
        `/api/v1/users/${root.id}`,
        '/people',
        '/people/invite',
        `/people/${root.id}`,
      ]) {
        const response = await browser.get(path).header('accept', 'application/json')
        response.assertStatus(403)
      }
      const invite = await browser.post('/api/v1/users').json({ email: 'x@example.com', roles: [] })
      invite.assertStatus(403)
      const change = await browser.patch(`/api/v1/users/${root.id}`).json({ status: 'disabled' })
      change.assertStatus(403)
    })

  test('is not for a System admin of one brand only', async ({ client }) => {
    const brand = await makeBrand('Orchard')
    const browser = await signIn(client, await makeUser({ role: 'system-admin', brandId: brand.id }))
    const response = await browser.get('/api/v1/users')
    response.assertStatus(403)
  })

  test('the built-in roles are those of the installation and those of a brand (S4-01, S1-95)', async ({ assert }) => {
    const response = await admin.get('/api/v1/roles')
    const names = response.body().data.map((role: { name: string }) => role.name)
    const ofBrands = ['Manager', 'Creator', 'Viewer', 'Approver']
    assert.deepEqual(names, ['System admin', 'PIM admin', 'PIM write', 'DAM write', 'DAM read', ...ofBrands])
  })

  test('DAM read may look at assets and nothing else (S4-02)', async ({ client, assert }) => {
    const browser = await signIn(client, await makeUser({ role: 'dam-read' }))
    const response = await browser.get('/api/v1/me')
    assert.deepEqual(response.body().permissions, [{ permission: 'assets.view', brands: 'all' }])
  })

  test('a role held in one brand says so', async ({ client, assert }) => {
    const brand = await makeBrand('Quince')
    const browser = await signIn(client, await makeUser({ role: 'dam-read', brandId: brand.id }))
    const me = await browser.get('/api/v1/me')
    assert.deepEqual(me.body().permissions, [{ permission: 'assets.view', brands: [brand.id] }])
    const brands = await browser.get('/api/v1/brands')
    assert.deepEqual(
      brands.body().data.map((one: { id: string }) => one.id),
      [brand.id]
    )
    const other = await browser.get(`/api/v1/brands/${(await defaultBrand()).id}`)
    other.assertStatus(404)
  })

  test('nobody invites twice, whatever the case of the letters', async ({ assert }) => {
    const user = await makeUser({ email: 'twice@example.com' })
    const response = await admin.post('/api/v1/users').json({ email: user.email.toUpperCase(), roles: [] })
    response.assertStatus(422)
    assert.equal(response.body().code, 'email_taken')
  })

  for (const [what, body] of Object.entries({
    'an unknown role': { roles: [{ roleId: newId() }] },
    'an unknown brand': { roles: [{ roleId: 'dam-read', brandId: newId() }] },
    'no address': { email: 'nonsense', roles: [] },
    'two addresses': { email: ['a@example.com', 'b@example.com'], roles: [] },
    'an address with a line break': { email: 'a@example.com\r\nBcc: b@example.com', roles: [] },
  }))
    test(`an invitation with ${what} is refused and invites nobody`, async ({ assert }) => {
      const before = await db.from('users').count('* as total').first()
      const given: { email?: unknown; roles: { roleId: string; brandId?: string }[] } = { email: 'new@example.com', ...body }
      for (const one of given.roles) if (one.roleId === 'dam-read') one.roleId = await roleId('dam-read')
      const response = await admin.post('/api/v1/users').json(given)
      response.assertStatus(422)
      assert.deepEqual(await db.from('users').count('* as total').first(), before)
    })

  test('what is not asked for is not taken: status, hash and ids in the body change nothing (T9)', async ({ assert }) => {
    const user = await makeUser({ role: 'dam-read' })
    const before = await db.from('users').where('id', user.id).first()
    const response = await admin.patch(`/api/v1/users/${user.id}`).json({
      id: newId(),
      email: 'evil@example.com',
      emailKey: 'evil@example.com',
      email_key: 'evil@example.com',
      passwordHash: 'x',
      password_hash: 'x',
      createdAt: 0,
      $attributes: { email: 'evil@example.com' },
      $isPersisted: false,
    })
    response.assertStatus(200)
    assert.deepEqual(await db.from('users').where('id', user.id).first(), before)
  })

  test('no answer carries a hash or a secret of a sign-in', async ({ assert }) => {
    for (const path of [
      '/api/v1/users',
      `/api/v1/users/${root.id}`,
      '/api/v1/me',
      '/api/v1/sessions',
      '/api/v1/invitations',
      '/api/v1/tokens',
    ]) {
      const response = await admin.get(path)
      response.assertStatus(200)
      assert.notMatch(response.text(), /hash|scrypt|secret/i)
    }
  })

  test('an invited person chooses a password, is signed in, and holds the role in the brand (S4-01)', async ({ client, assert }) => {
    const brand = await makeBrand('Medlar')
    const role = await roleId('dam-write')
    const invited = await admin
      .post('/api/v1/users')
      .json({ email: 'ben@example.com', name: 'Ben', roles: [{ roleId: role, brandId: brand.id }] })
    invited.assertStatus(201)
    const url = new URL(invited.body().invitation.url)
    const browser = await openBrowser(client)
    const accepted = await browser
      .post('/invitation')
      .form({ token: url.searchParams.get('token'), name: 'Ben Quince', password: 'a bowl of cold soup' })
    accepted.assertStatus(302)
    const user = await admin.get(`/api/v1/users/${invited.body().id}`)
    user.assertBodyContains({ name: 'Ben Quince', status: 'active', roles: [{ slug: 'dam-write', brandId: brand.id }] })
    const again = await browser.get('/invitation').qs({ token: url.searchParams.get('token') })
    again.assertStatus(410)
    assert.include(String(accepted.header('set-cookie')), 'damson=')
  })

  test('a withdrawn invitation opens nothing', async ({ client }) => {
    const invited = await admin.post('/api/v1/users').json({ email: 'gone@example.com', roles: [] })
    const withdrawn = await admin.delete(`/api/v1/invitations/${invited.body().invitation.id}`)
    withdrawn.assertStatus(204)
    const response = await client.get(invited.body().invitation.url.replace(/^https?:\/\/[^/]+/, ''))
    response.assertStatus(410)
  })

  test('a renewed invitation replaces the one before', async ({ client }) => {
    const invited = await admin.post('/api/v1/users').json({ email: 'late@example.com', roles: [] })
    const renewed = await admin.post('/api/v1/invitations').json({ userId: invited.body().id })
    renewed.assertStatus(201)
    const path = (url: string) => url.replace(/^https?:\/\/[^/]+/, '')
    const before = await client.get(path(invited.body().invitation.url))
    before.assertStatus(410)
    const after = await client.get(path(renewed.body().url))
    after.assertStatus(200)
  })

  test('the last System admin can be neither disabled nor demoted', async ({ assert }) => {
    const disable = await admin.patch(`/api/v1/users/${root.id}`).json({ status: 'disabled' })
    disable.assertStatus(409)
    const demote = await admin.patch(`/api/v1/users/${root.id}`).json({ roles: [] })
    demote.assertStatus(409)
    assert.equal(demote.body().code, 'last_admin')
    const still = await admin.get('/api/v1/users')
    still.assertStatus(200)
  })

  test('of two admins who demote each other at once, one remains', async ({ client, assert }) => {
    const other = await makeUser({ role: 'system-admin' })
    const theirs = await signIn(client, other)
    const responses = await Promise.all([
      admin.patch(`/api/v1/users/${other.id}`).json({ roles: [] }),
      theirs.patch(`/api/v1/users/${root.id}`).json({ roles: [] }),
    ])
    assert.include(
      responses.map((one) => one.status()),
      200
    )
    const left = await db.from('role_assignments').whereNull('brand_id').whereIn('user_id', [root.id, other.id])
    assert.lengthOf(left, 1)
  })

  test('nobody gives or governs rights beyond their own', async ({ client, assert }) => {
    const lead = await makeUser({ role: 'dam-write' })
    const id = newId()
    const now = Date.now()
    await db.table('roles').insert({ id, slug: `lead-${id}`, name: 'Lead', is_built_in: false, created_at: now, updated_at: now })
    await db.table('role_permissions').insert({ role_id: id, permission: 'users.manage' })
    await db
      .table('role_assignments')
      .insert({ id: newId(), user_id: lead.id, role_id: id, brand_id: null, brand_key: '*', created_at: now })
    const browser = await signIn(client, lead)
    const promote = await browser.patch(`/api/v1/users/${lead.id}`).json({ roles: [{ roleId: await roleId('system-admin') }] })
    promote.assertStatus(403)
    assert.equal(promote.body().code, 'beyond_own_rights')
    const invite = await browser
      .post('/api/v1/users')
      .json({ email: 'puppet@example.com', roles: [{ roleId: await roleId('system-admin') }] })
    invite.assertStatus(403)
    const link = await browser.post(`/people/${root.id}/link`)
    link.assertStatus(403)
    assert.notInclude(link.text(), 'reset-password?token=')
    const signOut = await browser.post(`/people/${root.id}/sign-out`)
    signOut.assertStatus(403)
    const allowed = await browser.post('/api/v1/users').json({ email: 'reader@example.com', roles: [{ roleId: await roleId('dam-read') }] })
    allowed.assertStatus(201)
    await db.from('roles').where('id', id).delete()
  })

  test('what a leaver owns goes to another, in every module that knows of something', async ({ assert }) => {
    const leaver = await makeUser()
    const heir = await makeUser()
    const seen: string[] = []
    registerHandOver(async ({ fromId, toId }) => {
      seen.push(`${fromId} → ${toId}`)
      return { what: 'boxes', count: 3 }
    })
    const nowhere = await admin.post(`/people/${leaver.id}/hand-over`).form({ to: leaver.id })
    nowhere.assertStatus(422)
    const response = await admin.post(`/people/${leaver.id}/hand-over`).form({ to: heir.id })
    response.assertStatus(200)
    assert.deepEqual(seen, [`${leaver.id} → ${heir.id}`])
    assert.include(response.text(), '3 boxes')
  })

  test('every change is written down with who made it', async ({ assert }) => {
    const user = await makeUser({ role: 'dam-read' })
    await admin
      .patch(`/api/v1/users/${user.id}`)
      .json({ name: 'New Name', roles: [{ roleId: await roleId('dam-write') }], status: 'disabled' })
    const rows = await db.from('activities').where('subject_id', user.id).orderBy('id')
    assert.deepEqual(
      rows.map(({ action, actor_id }) => [action, actor_id]),
      [
        ['user.renamed', root.id],
        ['user.roles_changed', root.id],
        ['user.disabled', root.id],
      ]
    )
  })

  test('lists page by cursor and never repeat', async ({ assert }) => {
    for (let nth = 0; nth < 5; nth++) await makeUser({ role: null })
    const seen: string[] = []
    let cursor = ''
    for (let nth = 0; nth < 100; nth++) {
      const { data, meta } = (await admin.get('/api/v1/users').qs({ limit: 2, ...(cursor ? { cursor } : {}) })).body()
      seen.push(...data.map((one: { id: string }) => one.id))
      if (!meta.next) break
      cursor = meta.next
    }
    assert.equal(new Set(seen).size, seen.length)
    assert.equal(seen.length, Number((await db.from('users').count('* as total').first()).total))
  })

  for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=1', "text=%25'&limit=1e9", 'status=admin'])
    test(`a list asked for ${query} is refused`, async () => {
      const response = await admin.get(`/api/v1/users?${query}`)
      response.assertStatus(422)
    })

  test('a search finds what is typed and nothing by wildcard', async ({ assert }) => {
    await makeUser({ role: null, name: 'Zoë 100% Juniper' })
    const found = await admin.get('/api/v1/users').qs({ text: '0% JUN' })
    assert.lengthOf(found.body().data, 1)
    const none = await admin.get('/api/v1/users').qs({ text: 'z%juniper' })
    assert.lengthOf(none.body().data, 0)
  })

  test('roles follow the release: a right taken out of a built-in role is put back at start', async ({ assert }) => {
    const id = await roleId('dam-write')
    await db.from('role_permissions').where('role_id', id).where('permission', 'assets.edit').delete()
    await db.table('role_permissions').insert({ role_id: id, permission: 'users.manage' })
    await new EnsureBuiltIns().handle()
    const held = await db.from('role_permissions').where('role_id', id).orderBy('permission')
    assert.deepEqual(
      held.map(({ permission }) => permission),
      [...BUILT_IN_ROLES.find(({ slug }) => slug === 'dam-write')!.permissions].sort()
    )
  })

  test('the page of a person shows and saves several roles', async ({ assert }) => {
    const user = await makeUser({ role: 'dam-read' })
    await giveRole(user, 'pim-write')
    const page = await admin.get(`/people/${user.id}`)
    page.assertStatus(200)
    const form = { 'name': 'Ada', 'roleIds[0]': await roleId('dam-write'), 'brandIds[0]': '', 'roleIds[1]': '', 'brandIds[1]': '' }
    const saved = await admin.post(`/people/${user.id}`).form(form)
    saved.assertStatus(302)
    const { body } = { body: (await admin.get(`/api/v1/users/${user.id}`)).body() }
    assert.deepEqual(
      body.roles.map((one: { slug: string }) => one.slug),
      ['dam-write']
    )
  })
})
