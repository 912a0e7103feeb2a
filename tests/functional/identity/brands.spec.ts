import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type Brand, defaultBrand, EnsureBuiltIns, Role } from '#identity'
import { Program } from '#tests/support/api'
import { giveRole, makeBrand, makeGroup, makeUser, signIn } from '#tests/support/identity'
import { picture } from '#tests/support/pictures'

const roleId = async (slug: string) => (await Role.findByOrFail('slug', slug)).id

test.group('Brands (S1-94, S1-95)', (group) => {
  let admin: Program
  let quince: Brand
  let medlar: Brand
  let manager: Program
  group.setup(async () => {
    await new EnsureBuiltIns().handle()
    admin = await Program.of({ role: 'system-admin' })
    quince = await makeBrand('Quince')
    medlar = await makeBrand('Medlar')
    manager = await Program.of({ role: 'manager', brandId: quince.id })
  })

  test('a brand is made, changed and deleted, and each is written down', async ({ assert }) => {
    const kit = { colours: [{ name: 'Plum', hex: '#6B2A5B' }], languages: ['de-at', 'EN'], tagPolicy: 'closed', description: 'Ours' }
    const made = await admin.json('/brands', { method: 'POST', json: { name: 'Crème & Co', ...kit } })
    assert.equal(made.status, 201)
    assert.equal(made.body.slug, 'creme-co')
    assert.deepEqual(made.body.languages, ['de-AT', 'en'])
    assert.deepEqual(made.body.colours, [{ name: 'Plum', hex: '#6b2a5b', textColour: '#ffffff', contrast: 9.96 }])
    const changed = await admin.json(`/brands/${made.body.id}`, { method: 'PATCH', json: { name: 'Crème', description: null } })
    assert.containSubset(changed.body, { name: 'Crème', slug: 'creme-co', description: null, tagPolicy: 'closed' })
    const gone = await admin.fetch(`/brands/${made.body.id}`, { method: 'DELETE' })
    assert.equal(gone.status, 204)
    const rows = await db.from('activities').where('subject_id', made.body.id).orderBy('id')
    assert.deepEqual(
      rows.map(({ action, actor_id }) => [action, actor_id]),
      ['brand.created', 'brand.changed', 'brand.deleted'].map((action) => [action, admin.user.id])
    )
  })

  test('two brands of one name get one each: the second is refused, whatever the case', async ({ assert }) => {
    const { status, body } = await admin.json('/brands', { method: 'POST', json: { name: ' QUINCE ' } })
    assert.deepEqual([status, body.code], [422, 'name_taken'])
  })

  for (const [what, json, code] of [
    ['a colour that is none', { colours: [{ name: 'Red', hex: 'red' }] }, 'invalid_input'],
    [
      'two colours of one name',
      {
        colours: [
          { name: 'Red', hex: '#ff0000' },
          { name: 'red', hex: '#ee0000' },
        ],
      },
      'colour_twice',
    ],
    ['a language that is none', { languages: ['english'] }, 'invalid_input'],
    ['a language that is malformed', { languages: ['de-a'] }, 'no_such_language'],
    ['no language', { languages: [] }, 'invalid_input'],
    ['another tag policy', { tagPolicy: 'sometimes' }, 'invalid_input'],
    ['an empty name', { name: ' ' }, 'invalid_input'],
  ] as const)
    test(`a kit with ${what} is refused and changes nothing`, async ({ assert }) => {
      const before = await db.from('brands').where('id', quince.id).first()
      const { status, body } = await manager.json(`/brands/${quince.id}`, { method: 'PATCH', json })
      assert.deepEqual([status, body.code], [422, code])
      assert.deepEqual(await db.from('brands').where('id', quince.id).first(), before)
    })

  test('a brand with assets stays, and says what is in it; so does the first brand', async ({ assert }) => {
    await admin.upload(await picture(), 'kept.jpg', { brandId: medlar.id })
    const kept = await admin.json(`/brands/${medlar.id}`, { method: 'DELETE' })
    assert.deepEqual([kept.status, kept.body.code], [409, 'brand_in_use'])
    assert.include(kept.body.detail, '1 asset')
    const { body: collection } = await admin.json('/collections', { method: 'POST', json: { name: 'Spring', brandId: quince.id } })
    assert.isString(collection.id)
    const used = await admin.json(`/brands/${quince.id}`, { method: 'DELETE' })
    assert.deepEqual([used.status, used.body.code], [409, 'brand_in_use'])
    const first = await admin.json(`/brands/${(await defaultBrand()).id}`, { method: 'DELETE' })
    assert.deepEqual([first.status, first.body.code], [409, 'default_brand_stays'])
  })

  test('a Manager edits their brand and gives its roles, and knows nothing of another', async ({ assert }) => {
    const creator = await makeUser({ role: null })
    const json = { email: creator.email.toUpperCase(), roleId: await roleId('creator') }
    const added = await manager.json(`/brands/${quince.id}/members`, { method: 'POST', json })
    assert.equal(added.status, 201)
    assert.containSubset(added.body, { type: 'person', userId: creator.id, role: { name: 'Creator' } })
    const twice = await manager.json(`/brands/${quince.id}/members`, { method: 'POST', json })
    assert.deepEqual([twice.status, twice.body.code], [422, 'already_member'])
    const path = `/brands/${quince.id}/members/${added.body.id}`
    const changed = await manager.json(path, { method: 'PATCH', json: { roleId: await roleId('viewer') } })
    assert.equal(changed.body.role.name, 'Viewer')
    const elsewhere = await manager.json(`/brands/${medlar.id}/members/${added.body.id}`, { method: 'DELETE' })
    assert.equal(elsewhere.status, 404)
    for (const [method, end] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['GET', '/members'],
      ['POST', '/members'],
    ]) {
      const { status } = await manager.json(`/brands/${medlar.id}${end}`, {
        method,
        ...(method === 'PATCH' ? { json: { name: 'X' } } : {}),
      })
      assert.equal(status, 404, `${method} ${end}`)
    }
    const removed = await manager.fetch(path, { method: 'DELETE' })
    assert.equal(removed.status, 204)
    const list = await manager.json(`/brands/${quince.id}/members`)
    assert.deepEqual(
      list.body.data.map((one: { name: string; role: { name: string } }) => one.role.name),
      ['Manager']
    )
  })

  test('a Manager neither gives nor takes a role beyond their own, not even in their brand (T9)', async ({ assert }) => {
    const boss = await makeUser({ role: null })
    await giveRole(boss, 'system-admin', quince.id)
    const members = await manager.json(`/brands/${quince.id}/members`)
    const { id } = members.body.data.find((one: { userId: string }) => one.userId === boss.id)
    const own = members.body.data.find((one: { userId: string }) => one.userId === manager.user.id)
    const tries = [
      await manager.json(`/brands/${quince.id}/members`, {
        method: 'POST',
        json: { userId: manager.user.id, roleId: await roleId('system-admin') },
      }),
      await manager.json(`/brands/${quince.id}/members/${own.id}`, { method: 'PATCH', json: { roleId: await roleId('system-admin') } }),
      await manager.json(`/brands/${quince.id}/members/${id}`, { method: 'PATCH', json: { roleId: await roleId('viewer') } }),
      await manager.json(`/brands/${quince.id}/members/${id}`, { method: 'DELETE' }),
    ]
    assert.deepEqual(
      tries.map(({ body }) => body.code),
      ['beyond_own_rights', 'beyond_own_rights', 'beyond_own_rights', 'beyond_own_rights']
    )
    const hidden = await manager.json(`/brands/${quince.id}/members`, {
      method: 'POST',
      json: { groupId: await makeGroup([], null), roleId: await roleId('viewer') },
    })
    assert.deepEqual([hidden.status, hidden.body.code], [422, 'no_such_group'])
  })

  test('a group with a role in a brand opens it to its members at once, and closes it at once (T46)', async ({ assert }) => {
    const program = await Program.of({ role: null })
    const id = await makeGroup([program.user], null)
    const { body: asset } = await admin.upload(await picture({ width: 77 }), 'a.jpg', { brandId: quince.id })
    const { body: other } = await admin.upload(await picture({ width: 78 }), 'b.jpg', { brandId: medlar.id })
    const json = { groupId: id, roleId: await roleId('viewer') }
    const member = await admin.json(`/brands/${quince.id}/members`, { method: 'POST', json })
    assert.equal(member.status, 201)
    assert.equal((await program.fetch(`/assets/${asset.id}`)).status, 200)
    assert.equal((await program.fetch(`/assets/${other.id}`)).status, 404)
    assert.equal((await program.json('/brands')).body.data.length, 1)
    await admin.fetch(`/groups/${id}/members/${program.user.id}`, { method: 'DELETE' })
    assert.equal((await program.fetch(`/assets/${asset.id}`)).status, 404)
    await admin.json(`/groups/${id}/members`, { method: 'POST', json: { userId: program.user.id } })
    assert.equal((await program.fetch(`/assets/${asset.id}`)).status, 200)
    await admin.fetch(`/brands/${quince.id}/members/${member.body.id}`, { method: 'DELETE' })
    assert.equal((await program.fetch(`/assets/${asset.id}`)).status, 404)
  })
})

test.group('The brand switcher (S1-45, S1-27, S1-28)', (group) => {
  let quince: Brand
  let medlar: Brand
  group.setup(async () => {
    await new EnsureBuiltIns().handle()
    quince = await makeBrand('Quince')
    medlar = await makeBrand('Medlar')
    const admin = await Program.of({ role: 'system-admin' })
    await admin.upload(await picture({ width: 71 }), 'of-quince.jpg', { brandId: quince.id })
    await admin.upload(await picture({ width: 72 }), 'of-medlar.jpg', { brandId: medlar.id })
  })

  test('narrows grid, counts and uploads to the chosen brand, in every browser of this person', async ({ client, assert }) => {
    const user = await makeUser({ role: 'dam-write' })
    const [here, there] = [await signIn(client, user), await signIn(client, user)]
    const both = await here.get('/assets')
    assert.include(both.text(), 'of-quince')
    assert.include(both.text(), 'of-medlar')
    const chosen = await here.post('/active-brand').form({ brandId: quince.id, next: '/assets' })
    chosen.assertStatus(302)
    for (const browser of [here, there]) {
      const page = (await browser.get('/assets').qs({ brand: medlar.id })).text()
      assert.include(page, 'of-quince')
      assert.notInclude(page, 'of-medlar')
      assert.include(page, `data-brand="${quince.id}"`)
      assert.notInclude((await browser.get('/assets').qs({ text: 'medlar' })).text(), 'of-medlar')
    }
    assert.equal((await here.get('/api/v1/me')).body().activeBrandId, quince.id)
    const all = await here.post('/active-brand').form({ brandId: '', next: '/assets' })
    all.assertStatus(302)
    assert.include((await there.get('/assets')).text(), 'of-medlar')
  })

  test('offers only what one may see, and a brand that is lost narrows nothing', async ({ client, assert }) => {
    const user = await makeUser({ role: null })
    await giveRole(user, 'viewer', quince.id)
    const browser = await signIn(client, user)
    const page = (await browser.get('/assets')).text()
    assert.notInclude(page, 'Medlar')
    assert.notInclude(page, 'action="/active-brand"')
    const hidden = await browser.post('/active-brand').form({ brandId: medlar.id })
    hidden.assertStatus(404)
    await giveRole(user, 'viewer', medlar.id)
    assert.include((await browser.get('/assets')).text(), 'action="/active-brand"')
    await browser.post('/active-brand').form({ brandId: medlar.id })
    await db.from('role_assignments').where('user_id', user.id).where('brand_id', medlar.id).delete()
    const after = (await browser.get('/assets')).text()
    assert.include(after, 'of-quince')
    assert.notInclude(after, 'of-medlar')
  })

  test('goes on to a page of this host and to no other', async ({ client, assert }) => {
    const browser = await signIn(client, await makeUser())
    const answer = await browser.post('/active-brand').form({ brandId: '', next: '//evil.example' })
    assert.equal(answer.header('location'), '/assets')
  })
})
