import { test } from '@japa/runner'
import { User } from '#identity'
import { makeToken, makeUser, openBrowser, PASSWORD, signIn } from '#tests/support/identity'

test.group('Requests that another site makes in your browser (T8)', () => {
  test('a change by cookie without the form token is refused and changes nothing', async ({ client, assert }) => {
    const user = await makeUser()
    const { cookie } = await signIn(client, user)
    const response = await client.patch('/api/v1/me').header('cookie', cookie).json({ name: 'Mallory' })
    response.assertStatus(403)
    response.assertBodyContains({ code: 'csrf_token_mismatch' })
    assert.equal((await User.findOrFail(user.id)).name, user.name)
  })

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
    test(`nor by a body that calls itself ${type}`, async ({ client, assert }) => {
      const user = await makeUser()
      const { cookie } = await signIn(client, user)
      const response = await client.patch('/api/v1/me').header('cookie', cookie).header('content-type', type).json({ name: 'Mallory' })
      assert.include([400, 403, 415, 422], response.status())
      assert.equal((await User.findOrFail(user.id)).name, user.name)
    })

  test('the form token of somebody else does not count', async ({ client }) => {
    const mine = await signIn(client, await makeUser())
    const theirs = await openBrowser(client)
    const response = await client
      .patch('/api/v1/me')
      .header('cookie', mine.cookie)
      .header('x-csrf-token', theirs.formToken)
      .json({ name: 'M' })
    response.assertStatus(403)
  })

  test('a page form without its token is refused', async ({ client }) => {
    const { cookie } = await signIn(client, await makeUser())
    const response = await client.post('/account').redirects(0).header('cookie', cookie).form({ name: 'Mallory' })
    response.assertStatus(403)
  })

  test('nobody can be signed in to a stranger’s account by another site', async ({ client, assert }) => {
    const user = await makeUser()
    const response = await client.post('/sign-in').redirects(0).form({ email: user.email, password: PASSWORD })
    response.assertStatus(403)
    assert.notInclude(String(response.header('set-cookie')), 'damson=')
  })

  test('looking never changes: there is no GET that signs out', async ({ client }) => {
    const browser = await signIn(client, await makeUser())
    const signOut = await browser.get('/sign-out')
    signOut.assertStatus(404)
    const me = await browser.get('/api/v1/me')
    me.assertStatus(200)
  })

  test('a method named in the body or a header is not obeyed', async ({ client, assert }) => {
    const browser = await signIn(client, await makeUser({ role: 'system-admin' }))
    const response = await browser.post('/api/v1/users?_method=PATCH').header('x-http-method-override', 'DELETE').json({})
    response.assertStatus(422)
    assert.equal(response.body().code, 'invalid_input')
  })

  test('a cookie beside a token does not help the token', async ({ client }) => {
    const admin = await signIn(client, await makeUser({ role: 'system-admin' }))
    const reader = await makeToken(await makeUser({ role: 'dam-read' }))
    const response = await admin.get('/api/v1/users').header('authorization', `Bearer ${reader}`)
    response.assertStatus(403)
  })

  test('with the form token the change is made', async ({ client, assert }) => {
    const user = await makeUser()
    const browser = await signIn(client, user)
    const response = await browser.patch('/api/v1/me').json({ name: 'Ada Quince' })
    response.assertStatus(200)
    assert.equal((await User.findOrFail(user.id)).name, 'Ada Quince')
  })
})
