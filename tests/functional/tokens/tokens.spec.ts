import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { isPermission } from '#identity'
import { makeToken, makeUser, signIn } from '#tests/support/identity'

const bearer = (secret: string) => `Bearer ${secret}`

test.group('API tokens (T3)', () => {
  test('cannot make, list, see or revoke tokens, nor look into how their owner signs in', async ({ client }) => {
    const user = await makeUser({ role: 'system-admin' })
    const secret = await makeToken(user)
    const { id } = await db.from('api_tokens').where('user_id', user.id).firstOrFail()
    const requests = [
      client.post('/api/v1/tokens').json({ name: 'more' }),
      client.get('/api/v1/tokens'),
      client.get(`/api/v1/tokens/${id}`),
      client.delete(`/api/v1/tokens/${id}`),
      client.get('/api/v1/sessions'),
      client.delete(`/api/v1/sessions/${id}`),
      client.patch('/api/v1/me').json({ name: 'Mallory' }),
    ]
    for (const request of requests) {
      const response = await request.header('authorization', bearer(secret))
      response.assertStatus(403)
      response.assertBodyContains({ code: 'needs_a_person' })
    }
  })

  test('have no way to change their scopes', async ({ client }) => {
    const user = await makeUser()
    const browser = await signIn(client, user)
    await makeToken(user, ['assets.view'])
    const { id } = await db.from('api_tokens').where('user_id', user.id).firstOrFail()
    for (const verb of ['patch', 'put', 'post'] as const) {
      const response = await browser[verb](`/api/v1/tokens/${id}`).json({ scopes: ['assets.delete'] })
      response.assertStatus(404)
    }
  })

  test('do no more than their scopes', async ({ client }) => {
    const secret = await makeToken(await makeUser({ role: 'system-admin' }), ['assets.view'])
    for (const path of ['/api/v1/users', '/api/v1/roles', '/api/v1/invitations']) {
      const response = await client.get(path).header('authorization', bearer(secret))
      response.assertStatus(403)
    }
  })

  test('do no more than their owner', async ({ client }) => {
    const secret = await makeToken(await makeUser({ role: 'dam-read' }), ['users.manage', 'assets.view'])
    const response = await client.get('/api/v1/users').header('authorization', bearer(secret))
    response.assertStatus(403)
  })

  test('give nobody rights beyond their scopes', async ({ client, assert }) => {
    const secret = await makeToken(await makeUser({ role: 'system-admin' }), ['users.manage'])
    const { id } = await db.from('roles').where('slug', 'dam-write').firstOrFail()
    const response = await client
      .post('/api/v1/users')
      .header('authorization', bearer(secret))
      .json({ email: 'puppet@example.com', roles: [{ roleId: id }] })
    response.assertStatus(403)
    assert.isNull(await db.from('users').where('email', 'puppet@example.com').first())
  })

  test('make no link that sets a password: it would outlive them', async ({ client, assert }) => {
    const admin = await makeUser({ role: 'system-admin' })
    const secret = await makeToken(admin)
    const response = await client.post(`/people/${admin.id}/link`).header('authorization', bearer(secret))
    response.assertStatus(403)
    assert.lengthOf(await db.from('account_links'), 0)
  })

  test('of others cannot be seen or revoked', async ({ client, assert }) => {
    const owner = await makeUser()
    await makeToken(owner)
    const { id } = await db.from('api_tokens').where('user_id', owner.id).firstOrFail()
    const stranger = await signIn(client, await makeUser({ role: 'system-admin' }))
    const seen = await stranger.get(`/api/v1/tokens/${id}`)
    seen.assertStatus(404)
    const revoked = await stranger.delete(`/api/v1/tokens/${id}`)
    revoked.assertStatus(404)
    assert.isNotNull(await db.from('api_tokens').where('id', id).first())
  })

  test('are refused at once when revoked', async ({ client }) => {
    const user = await makeUser()
    const browser = await signIn(client, user)
    const made = await browser.post('/api/v1/tokens').json({ name: 'Import' })
    made.assertStatus(201)
    const before = await client.get('/api/v1/me').header('authorization', bearer(made.body().token))
    before.assertStatus(200)
    const revoked = await browser.delete(`/api/v1/tokens/${made.body().id}`)
    revoked.assertStatus(204)
    const after = await client.get('/api/v1/me').header('authorization', bearer(made.body().token))
    after.assertStatus(401)
  })

  test('are refused after their time', async ({ client }) => {
    const user = await makeUser()
    const secret = await makeToken(user)
    await db
      .from('api_tokens')
      .where('user_id', user.id)
      .update({ expires_at: Date.now() - 1 })
    const response = await client.get('/api/v1/me').header('authorization', bearer(secret))
    response.assertStatus(401)
  })

  for (const [what, body] of Object.entries({
    'no name': {},
    'an unknown scope': { name: 'x', scopes: ['assets.everything'] },
    'a day in the past': { name: 'x', expiresAt: '2020-01-01T00:00:00Z' },
    'a date that is none': { name: 'x', expiresAt: 'tomorrow' },
  }))
    test(`are not made with ${what}`, async ({ client }) => {
      const browser = await signIn(client, await makeUser())
      const response = await browser.post('/api/v1/tokens').json(body)
      response.assertStatus(422)
    })

  test('are shown once, kept as a digest, and made with the scopes asked for', async ({ client, assert }) => {
    const browser = await signIn(client, await makeUser())
    const body = { name: 'Webshop', scopes: ['assets.view'], expiresAt: '2099-01-01T00:00:00.000Z', userId: 'somebody', tokenHash: 'x' }
    const made = await browser.post('/api/v1/tokens').json(body)
    made.assertStatus(201)
    assert.match(made.body().token, /^dam_[\w-]{43}$/)
    assert.deepEqual(made.body().scopes, ['assets.view'])
    assert.equal(made.body().expiresAt, body.expiresAt)
    const list = await browser.get('/api/v1/tokens')
    assert.notInclude(list.text(), made.body().token)
    assert.notInclude(JSON.stringify(await db.from('api_tokens')), made.body().token)
    assert.isTrue(made.body().scopes.every(isPermission))
  })

  test('can be made, seen once and revoked on the page', async ({ client, assert }) => {
    const user = await makeUser()
    const browser = await signIn(client, user)
    const made = await browser.post('/account/tokens').form({ 'name': 'Webshop', 'scopes[]': 'assets.view' })
    made.assertStatus(200)
    const secret = /dam_[\w-]{43}/.exec(made.text())![0]
    const works = await client.get('/api/v1/me').header('authorization', bearer(secret))
    assert.deepEqual(
      works.body().permissions.map((one: { permission: string }) => one.permission),
      ['assets.view']
    )
    const { id } = await db.from('api_tokens').where('user_id', user.id).firstOrFail()
    const revoked = await browser.post(`/account/tokens/${id}/revoke`)
    revoked.assertStatus(302)
    const refused = await client.get('/api/v1/me').header('authorization', bearer(secret))
    refused.assertStatus(401)
  })
})
