import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { EnsureBuiltIns, LOGIN_COOKIE, Role } from '#identity'
import { makeToken, makeUser, PASSWORD, signIn } from '#tests/support/identity'

const NEW_PASSWORD = 'rain on the old tin roof'

test.group('Taking rights away (T46)', (group) => {
  group.each.setup(async () => {
    await db.from('rate_limits').delete()
    await new EnsureBuiltIns().handle()
  })

  test('a password change ends every other sign-in and gives this one a new secret', async ({ client, assert }) => {
    const user = await makeUser()
    const here = await signIn(client, user)
    const there = await signIn(client, user)
    const response = await here.post('/account/password').form({ current: PASSWORD, password: NEW_PASSWORD })
    response.assertStatus(302)
    const elsewhere = await there.get('/api/v1/me')
    elsewhere.assertStatus(401)
    const before = await here.get('/api/v1/me')
    before.assertStatus(401)
    const secret = new RegExp(`${LOGIN_COOKIE}=([^;]+)`).exec(String(response.header('set-cookie')))![1]
    const after = await client.get('/api/v1/me').header('cookie', `${LOGIN_COOKIE}=${secret}`)
    after.assertStatus(200)
    assert.equal(after.body().id, user.id)
  })

  test('the current password is asked for, and may not be guessed', async ({ client, assert }) => {
    const browser = await signIn(client, await makeUser())
    const statuses = new Set<number>()
    for (let nth = 0; nth < 11; nth++) {
      const response = await browser.post('/account/password').form({ current: `guess number ${nth}`, password: NEW_PASSWORD })
      statuses.add(response.status())
    }
    assert.deepEqual([...statuses], [422, 429])
  })

  test('disabling ends browser and token at once; enabling does not bring the sign-in back', async ({ client }) => {
    const admin = await signIn(client, await makeUser({ role: 'system-admin' }))
    const user = await makeUser()
    const browser = await signIn(client, user)
    const secret = await makeToken(user)
    const disabled = await admin.patch(`/api/v1/users/${user.id}`).json({ status: 'disabled' })
    disabled.assertStatus(200)
    const byCookie = await browser.get('/api/v1/me')
    byCookie.assertStatus(401)
    const byToken = await client.get('/api/v1/me').header('authorization', `Bearer ${secret}`)
    byToken.assertStatus(401)
    await admin.patch(`/api/v1/users/${user.id}`).json({ status: 'active' })
    const again = await browser.get('/api/v1/me')
    again.assertStatus(401)
  })

  test('a role taken away counts from the next request on, by browser and by token', async ({ client }) => {
    const admin = await signIn(client, await makeUser({ role: 'system-admin' }))
    const user = await makeUser({ role: 'system-admin' })
    const browser = await signIn(client, user)
    const secret = await makeToken(user)
    const reader = await Role.findByOrFail('slug', 'dam-read')
    await admin.patch(`/api/v1/users/${user.id}`).json({ roles: [{ roleId: reader.id }] })
    const byCookie = await browser.get('/api/v1/users')
    byCookie.assertStatus(403)
    const byToken = await client.get('/api/v1/users').header('authorization', `Bearer ${secret}`)
    byToken.assertStatus(403)
  })

  test('one sign-in can be ended from another, but not a stranger’s', async ({ client, assert }) => {
    const user = await makeUser()
    const here = await signIn(client, user)
    const there = await signIn(client, user)
    const stranger = await signIn(client, await makeUser())
    const list = await here.get('/api/v1/sessions')
    const other = list.body().data.find((one: { isCurrent: boolean }) => !one.isCurrent)
    const refused = await stranger.delete(`/api/v1/sessions/${other.id}`)
    refused.assertStatus(404)
    const ended = await here.delete(`/api/v1/sessions/${other.id}`)
    ended.assertStatus(204)
    const gone = await there.get('/api/v1/me')
    gone.assertStatus(401)
    assert.equal((await here.get('/api/v1/me')).status(), 200)
  })

  test('signing out everywhere else leaves only this browser', async ({ client }) => {
    const user = await makeUser()
    const here = await signIn(client, user)
    const there = await signIn(client, user)
    const response = await here.post('/account/sign-ins/end')
    response.assertStatus(302)
    const gone = await there.get('/api/v1/me')
    gone.assertStatus(401)
    const stays = await here.get('/api/v1/me')
    stays.assertStatus(200)
  })

  test('a sign-in that is too old or was idle too long is over', async ({ client }) => {
    const user = await makeUser()
    const old = await signIn(client, user)
    await db
      .from('sign_ins')
      .where('user_id', user.id)
      .update({ expires_at: Date.now() - 1 })
    const refused = await old.get('/api/v1/me')
    refused.assertStatus(401)
    const idle = await signIn(client, user)
    await db
      .from('sign_ins')
      .where('user_id', user.id)
      .update({ last_seen_at: Date.now() - 15 * 86_400_000 })
    const alsoRefused = await idle.get('/api/v1/me')
    alsoRefused.assertStatus(401)
  })
})
