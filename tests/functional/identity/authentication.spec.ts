import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { loginCookie, makeToken, makeUser } from '#tests/support/identity'

test.group('Who is asking', () => {
  test('nobody gets in without a credential', async ({ client, assert }) => {
    const response = await client.get('/api/v1/me')
    response.assertStatus(401)
    assert.equal(response.header('www-authenticate'), 'Bearer')
    assert.equal(response.body().code, 'sign_in_needed')
  })

  test('an unknown token is refused, even beside a good cookie (T3)', async ({ client }) => {
    const { name, value } = await loginCookie(await makeUser())
    const response = await client.get('/api/v1/me').header('cookie', `${name}=${value}`).header('authorization', 'Bearer dam_wrong')
    response.assertStatus(401)
    response.assertBodyContains({ code: 'bad_token' })
  })

  for (const header of ['Bearer', 'Bearer ', 'bearer x', 'BEARER  y'])
    test(`"${header}" is refused, even beside a good cookie (T3)`, async ({ client }) => {
      const { name, value } = await loginCookie(await makeUser())
      const response = await client.get('/api/v1/me').header('cookie', `${name}=${value}`).header('authorization', header)
      response.assertStatus(401)
    })

  test('a token in the address counts for nothing (T3)', async ({ client }) => {
    const secret = await makeToken(await makeUser())
    const response = await client.get('/api/v1/me').qs({ token: secret, access_token: secret, authorization: `Bearer ${secret}` })
    response.assertStatus(401)
  })

  test('a login cookie opens the API', async ({ client }) => {
    const user = await makeUser()
    const { name, value } = await loginCookie(user)
    const response = await client.get('/api/v1/me').header('cookie', `${name}=${value}`)
    response.assertStatus(200)
    response.assertBodyContains({ id: user.id, via: 'web' })
  })

  test('a token opens the API, and gets no cookie', async ({ client, assert }) => {
    const user = await makeUser()
    const response = await client.get('/api/v1/me').header('authorization', `Bearer ${await makeToken(user)}`)
    response.assertStatus(200)
    response.assertBodyContains({ id: user.id, via: 'api' })
    assert.notExists(response.header('set-cookie'))
  })

  test('a disabled person is refused at once, by cookie and by token (T46)', async ({ client }) => {
    const user = await makeUser()
    const { name, value } = await loginCookie(user)
    const secret = await makeToken(user)
    await db.from('users').where('id', user.id).update({ status: 'disabled' })
    const byCookie = await client.get('/api/v1/me').header('cookie', `${name}=${value}`)
    const byToken = await client.get('/api/v1/me').header('authorization', `Bearer ${secret}`)
    byCookie.assertStatus(401)
    byToken.assertStatus(401)
  })
})

test.group('Requests of nobody', () => {
  for (const verb of ['post', 'patch', 'put', 'delete'] as const)
    test(`a ${verb} to the API is told to sign in, before its body is looked at`, async ({ client }) => {
      const path = { post: '/api/v1/users', patch: '/api/v1/me', put: '/api/v1/me', delete: '/api/v1/sessions/x' }[verb]
      const response = await client[verb](path).header('content-type', 'application/json').json({ name: 'x' })
      response.assertStatus(verb === 'put' ? 404 : 401)
    })

  test('a page sends people to sign in and programs a 401', async ({ client, assert }) => {
    const person = await client.get('/account').redirects(0).header('accept', 'text/html')
    assert.equal(person.header('location'), '/sign-in?next=%2Faccount')
    const program = await client.get('/account').redirects(0).header('accept', 'application/json')
    program.assertStatus(401)
  })

  test('a new installation says where its first account is made', async ({ client, assert }) => {
    await db.from('users').delete()
    const response = await client.get('/sign-in')
    assert.include(response.text(), 'printed on its console')
    assert.notInclude(response.text(), 'type="password"')
  })
})
