import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { Program } from '#tests/support/api'
import { makeBrand, makeToken, makeUser, signIn, type TestBrowser } from '#tests/support/identity'
import { OFFICE } from '../../../app/admin/back_office/resources.ts'

const CLOSED = ['new', 'edit', 'delete', 'bulkDelete', 'search', 'constructor', '__proto__', 'nothing']
const ID = '01990000-0000-7000-8000-000000000000'

/** Every address of AdminJS for a resource: pages and API, looks and changes. */
const addressesOf = (resource: string, action: string) => [
  `/admin/resources/${resource}/actions/${action}`,
  `/admin/resources/${resource}/records/${ID}/${action}`,
  `/admin/resources/${resource}/bulk/${action}?recordIds=${ID}`,
  `/admin/api/resources/${resource}/actions/${action}`,
  `/admin/api/resources/${resource}/records/${ID}/${action}`,
  `/admin/api/resources/${resource}/bulk/${action}?recordIds=${ID}`,
]

const listOf = async (browser: TestBrowser, resource: string, query = '') => {
  const response = await browser.get(`/admin/api/resources/${resource}/actions/list${query}`).header('accept', 'application/json')
  return { status: response.status(), rows: response.status() === 200 ? response.body().records : [], body: response.body() }
}

const act = (browser: TestBrowser, path: string, json: object = {}) =>
  browser.post(`/admin/api/resources/${path}`).header('accept', 'application/json').json(json)

const activitiesOf = (subjectId: string) => db.from('activities').where('subject_id', subjectId).orderBy('id').select('action', 'actor_id')

const allActivities = async () => Number((await db.from('activities').count('* as total'))[0].total)

const adminOf = async (client: ApiClient) => signIn(client, await makeUser({ role: 'system-admin' }))

test.group('Who gets into the back office (T9, S4-01)', () => {
  test('nobody who is not signed in: pages send to our sign-in, its API refuses', async ({ client, assert }) => {
    const page = await client.get('/admin').redirects(0).header('accept', 'text/html')
    page.assertStatus(302)
    assert.equal(page.header('location'), '/sign-in?next=%2Fadmin')
    for (const { id } of OFFICE) {
      for (const path of addressesOf(id, 'list').filter((one) => one.includes('/api/'))) {
        assert.equal((await client.get(path).redirects(0).accept('json')).status(), 401, path)
      }
    }
  })

  test('no program, whatever its token may do', async ({ client, assert }) => {
    const token = await makeToken(await makeUser({ role: 'system-admin' }))
    for (const path of ['/admin', '/admin/resources/people', '/admin/api/resources/people/actions/list']) {
      assert.equal((await client.get(path).bearerToken(token).accept('json')).status(), 403, path)
    }
  })

  test('no reader, to no address of any resource', async ({ client, assert }) => {
    const reader = await signIn(client, await makeUser({ role: 'dam-read' }))
    assert.equal((await reader.get('/admin')).status(), 403)
    for (const { id, actions = {} } of OFFICE) {
      for (const action of ['list', 'show', ...Object.keys(actions), ...CLOSED]) {
        for (const path of addressesOf(id, action)) assert.equal((await reader.get(path)).status(), 403, path)
        for (const path of addressesOf(id, action).slice(3)) assert.equal((await reader.post(path).json({})).status(), 403, path)
      }
    }
  })

  test('a Manager of a brand comes to its log and its tags, and to nothing else', async ({ client, assert }) => {
    const brand = await makeBrand('Quince')
    const manager = await signIn(client, await makeUser({ role: 'manager', brandId: brand.id }))
    const page = await manager.get('/admin')
    page.assertStatus(200)
    for (const { id } of OFFICE) {
      const isTheirs = ['activities', 'tags'].includes(id)
      assert.equal((await listOf(manager, id)).status, isTheirs ? 200 : 403, id)
      assert.equal((await manager.get(`/admin/resources/${id}`)).status(), isTheirs ? 200 : 403, id)
      assert[isTheirs ? 'include' : 'notInclude'](page.text(), `"id":"${id}"`)
    }
  })

  test('even an admin finds none of AdminJS’s own ways to write, and no action that is not declared', async ({ client, assert }) => {
    const admin = await adminOf(client)
    const before = await allActivities()
    for (const { id } of OFFICE) {
      for (const action of CLOSED) {
        for (const path of addressesOf(id, action)) assert.equal((await admin.get(path)).status(), 404, path)
        for (const path of addressesOf(id, action).slice(3)) assert.equal((await admin.post(path).json({ name: 'x' })).status(), 404, path)
      }
    }
    assert.equal(await allActivities(), before)
  })

  test('no change comes in by GET, from a form of a stranger, or with a token of none', async ({ client, assert }) => {
    const admin = await adminOf(client)
    const person = await makeUser({ role: 'dam-read' })
    const path = `/admin/api/resources/people/records/${person.id}/disable`
    ;(await admin.get(path).accept('json')).assertStatus(200)
    for (const token of ['', 'of-nobody']) {
      const forged = await client.post(path).redirects(0).header('cookie', admin.cookie).header('x-csrf-token', token).json({})
      forged.assertStatus(403)
    }
    await person.refresh()
    assert.equal(person.status, 'active')
  })
})

test.group('What is read in the back office (T9, T38)', () => {
  test('every list and record has the declared fields and no other, and no secret', async ({ client, assert }) => {
    const program = await Program.of({ role: 'system-admin', email: 'canary@example.com' })
    const admin = await signIn(client, program.user)
    await program.json('/tags', { method: 'POST', json: { name: `Canary ${newId()}` } })
    const { password_hash: password } = await db.from('users').where('id', program.user.id).firstOrFail()
    const digests = [...(await db.from('sign_ins').select('token_hash')), ...(await db.from('api_tokens').select('token_hash'))]
    const secrets = [password, program.token, ...digests.map((one) => one.token_hash)] as string[]
    for (const { id, fields } of OFFICE) {
      const { rows, body } = await listOf(admin, id)
      for (const row of rows) assert.sameMembers(Object.keys(row.params), [...new Set(['id', ...Object.keys(fields)])], id)
      let told = JSON.stringify(body)
      if (rows[0]) {
        const shown = await admin.get(`/admin/api/resources/${id}/records/${rows[0].id}/show`).accept('json')
        shown.assertStatus(200)
        assert.equal(shown.body().record.id, rows[0].id, id)
        told += JSON.stringify(shown.body())
      }
      told += (await admin.get(`/admin/resources/${id}`)).text()
      for (const secret of secrets) assert.notInclude(told, secret, id)
    }
  })

  test('{$self} is no filter, so nothing can be guessed by it')
    .with(['passwordHash', 'token_hash', 'filters.tokenHash', 'id', 'sortBy'])
    .run(async ({ client, assert }, name) => {
      const admin = await adminOf(client)
      for (const { id } of OFFICE) assert.equal((await listOf(admin, id, `?${name}=a`)).status, 422, id)
    })

  test('the log answers by person, action, subject, brand and day', async ({ client, assert }) => {
    const [program, other] = [
      await Program.of({ role: 'system-admin', name: `Finder ${newId()}` }),
      await Program.of({ role: 'system-admin' }),
    ]
    const made = await program.json('/tags', { method: 'POST', json: { name: `Found ${newId()}` } })
    await other.json('/tags', { method: 'POST', json: { name: `Other ${newId()}` } })
    const admin = await signIn(client, program.user)
    const found = async (query: string) => (await listOf(admin, 'activities', query)).rows.map((row: any) => row.params.subjectId)
    const today = new Date().toISOString().slice(0, 10)
    const one = `action=tag.created&person=${encodeURIComponent(program.user.name)}`
    assert.deepEqual(await found(`?${one}`), [made.body.id])
    assert.deepEqual(await found(`?action=tag.created&person=${program.user.email.toUpperCase()}&from=${today}&to=${today}`), [
      made.body.id,
    ])
    assert.deepEqual(await found(`?${one}&from=2000-01-01&to=2000-01-02`), [])
    assert.deepEqual(await found(`?subject=${made.body.id}`), [made.body.id])
    assert.deepEqual(await found(`?${one}&subject=tag&brand=main%20brand`), [made.body.id])
    assert.deepEqual(await found(`?${one}&brand=no%20such`), [])
    assert.deepEqual(await found('?person=nobody%20at%20all'), [])
    assert.equal((await listOf(admin, 'activities', '?from=yesterday')).status, 422)
  })

  test('operations are those of everybody, with what was not done and why', async ({ client, assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const begun = await program.json('/operations', { method: 'POST', json: { kind: 'trash', ids: [ID] } })
    const admin = await adminOf(client)
    const shown = await admin.get(`/admin/api/resources/operations/records/${begun.body.id}/show`).accept('json')
    shown.assertStatus(200)
    assert.equal(shown.body().record.params.by, program.user.name)
    assert.equal(shown.body().record.params.refusals, 'There is no such asset, or you may not see it.')
  })

  test('the log of a brand is not that of another, not even by its id', async ({ client, assert }) => {
    const [quince, medlar] = [await makeBrand(`Quince${newId()}`), await makeBrand(`Medlar${newId()}`)]
    const program = await Program.of({ role: 'system-admin' })
    for (const { id } of [quince, medlar]) await program.json('/tags', { method: 'POST', json: { name: 'Harbour', brandId: id } })
    const manager = await signIn(client, await makeUser({ role: 'manager', brandId: quince.id }))
    const { rows } = await listOf(manager, 'activities')
    assert.deepEqual([...new Set(rows.map((row: any) => row.params.brand))], [quince.name])
    assert.deepEqual((await listOf(manager, 'activities', `?brand=${medlar.name}`)).rows, [])
    const hidden = await db.from('activities').where('brand_id', medlar.id).firstOrFail()
    const shown = await manager.get(`/admin/api/resources/activities/records/${hidden.id}/show`).accept('json')
    shown.assertStatus(404)
    assert.notInclude(shown.text(), 'Harbour')
  })
})

test.group('What is changed in the back office (T8, T9)', () => {
  test('ends a sign-in and revokes a token, each with an activity', async ({ client, assert }) => {
    const admin = await adminOf(client)
    const person = await makeUser({ role: 'dam-read' })
    const theirs = await signIn(client, person)
    const token = await makeToken(person)
    const signIns = await db.from('sign_ins').where('user_id', person.id)
    const tokens = await db.from('api_tokens').where('user_id', person.id)
    ;(await act(admin, `sign-ins/records/${signIns[0].id}/end`)).assertStatus(200)
    ;(await act(admin, `api-tokens/records/${tokens[0].id}/revoke`)).assertStatus(200)
    assert.equal((await theirs.get('/account').header('accept', 'text/html')).status(), 302)
    assert.equal((await client.get('/api/v1/me').bearerToken(token)).status(), 401)
    assert.include(
      (await activitiesOf(person.id)).map(({ action }) => action),
      'user.signed_out'
    )
    assert.equal((await activitiesOf(tokens[0].id)).at(-1).action, 'token.revoked')
  })

  test('disables many at once, tells which were refused, and the last admin stays', async ({ client, assert }) => {
    const user = await makeUser({ role: 'system-admin' })
    const admin = await signIn(client, user)
    const [one, other] = [await makeUser({ role: 'dam-read' }), await makeUser({ role: 'dam-read' })]
    const done = await act(admin, `people/bulk/disable?recordIds=${one.id},${other.id}`)
    done.assertStatus(200)
    assert.deepEqual(done.body().refusals, [])
    for (const person of [one, other]) {
      await person.refresh()
      assert.equal(person.status, 'disabled')
      assert.equal((await activitiesOf(person.id)).at(-1).actor_id, user.id)
    }
    ;(await act(admin, `people/records/${user.id}/disable`)).assertStatus(403)
    await user.refresh()
    assert.equal(user.status, 'active')
  })

  test('makes, changes, merges and deletes tags by their actions; bad names change nothing', async ({ client, assert }) => {
    const program = await Program.of({ role: 'system-admin' })
    const admin = await signIn(client, program.user)
    const brand = await makeBrand(`Tagged${newId()}`)
    const give = { name: 'Harbour', synonyms: 'port\ndock', brandId: brand.id }
    ;(await act(admin, 'tags/actions/create', { ...give, name: 'a,b' })).assertStatus(422)
    ;(await act(admin, 'tags/actions/create', { ...give, assetCount: 99, id: ID, createdBy: ID })).assertStatus(200)
    ;(await act(admin, 'tags/actions/create', { ...give, name: 'Haven', synonyms: '' })).assertStatus(200)
    const rows = await db.from('tags').where('brand_id', brand.id).orderBy('name')
    assert.deepEqual(
      rows.map((tag) => [tag.name, Number(tag.asset_count), tag.id === ID]),
      [
        ['Harbour', 0, false],
        ['Haven', 0, false],
      ]
    )
    const [harbour, haven] = rows
    ;(await act(admin, `tags/records/${haven.id}/change`, { name: 'Safe haven', synonyms: '', brandId: ID, kind: 'label' })).assertStatus(
      200
    )
    const changed = await db.from('tags').where('id', haven.id).firstOrFail()
    assert.deepEqual([changed.name, changed.brand_id, changed.kind], ['Safe haven', brand.id, 'tag'])
    ;(await act(admin, `tags/records/${haven.id}/merge`, { into: 'no such' })).assertStatus(404)
    ;(await act(admin, `tags/records/${haven.id}/merge`, { into: 'harbour' })).assertStatus(200)
    ;(await act(admin, `tags/bulk/remove?recordIds=${harbour.id}`)).assertStatus(200)
    assert.deepEqual(await db.from('tags').where('brand_id', brand.id).whereNull('deleted_at'), [])
    const said = [...(await activitiesOf(harbour.id)), ...(await activitiesOf(haven.id))].map(({ action }) => action)
    assert.includeMembers(said, ['tag.created', 'tag.updated', 'tag.merged', 'tag.deleted'])
  })

  test('a Manager shapes no tag of another brand', async ({ client, assert }) => {
    const [quince, medlar] = [await makeBrand(`Quince${newId()}`), await makeBrand(`Medlar${newId()}`)]
    const program = await Program.of({ role: 'system-admin' })
    const theirs = await program.json('/tags', { method: 'POST', json: { name: 'Harbour', brandId: medlar.id } })
    const manager = await signIn(client, await makeUser({ role: 'manager', brandId: quince.id }))
    assert.equal((await act(manager, 'tags/actions/create', { name: 'Mine', brandId: medlar.id })).status(), 403)
    for (const action of ['change', 'remove', 'merge']) {
      const given = { name: 'Taken', into: 'Harbour' }
      ;(await act(manager, `tags/records/${theirs.body.id}/${action}`, given)).assertStatus(404)
      ;(await act(manager, `tags/bulk/${action}?recordIds=${theirs.body.id}`, given)).assertStatus(404)
    }
    const tag = await db.from('tags').where('id', theirs.body.id).firstOrFail()
    assert.deepEqual([tag.name, tag.deleted_at], ['Harbour', null])
  })

  test('checks a plugin for real, and writes down who did', async ({ client, assert }) => {
    const user = await makeUser({ role: 'system-admin' })
    const admin = await signIn(client, user)
    const { rows } = await listOf(admin, 'plugins')
    ;(await act(admin, `plugins/records/${rows[0].id}/check`)).assertStatus(200)
    const [said] = await activitiesOf(rows[0].id)
    assert.deepEqual([said.action, said.actor_id], ['plugin.checked', user.id])
    ;(await act(admin, 'plugins/records/none/check')).assertStatus(404)
  })
})
