import mail from '@adonisjs/mail/services/main'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import env from '#start/env'
import { SYSTEM } from '#core/activity/index'
import { SendResetLink } from '#identity'
import { MakeAccountLink } from '../../../app/identity/actions/make_account_link.ts'
import { makeUser, openBrowser, signIn } from '#tests/support/identity'

const PASSWORD = 'rain on the old tin roof'
const tokenOf = (url: string) => new URL(url).searchParams.get('token')!

test.group('Links that choose a password (T48)', (group) => {
  group.each.setup(async () => void (await db.from('rate_limits').delete()))

  test('name the configured host, whatever host the request names', async ({ client, assert }) => {
    const admin = await signIn(client, await makeUser({ role: 'system-admin' }))
    const user = await makeUser()
    const response = await admin
      .post(`/people/${user.id}/link`)
      .header('host', 'evil.localhost')
      .header('x-forwarded-host', 'evil.localhost')
    response.assertStatus(200)
    assert.include(response.text(), `${env.appUrl}/reset-password?token=`)
    assert.notInclude(response.text(), 'evil.localhost')
  })

  test('work once', async ({ client }) => {
    const user = await makeUser()
    const { url } = await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    const browser = await openBrowser(client)
    const first = await browser.post('/reset-password').form({ token: tokenOf(url), password: PASSWORD })
    first.assertStatus(302)
    const second = await browser.post('/reset-password').form({ token: tokenOf(url), password: 'another one of my own' })
    second.assertStatus(410)
  })

  test('let one of two through who use them at the same moment', async ({ client, assert }) => {
    const user = await makeUser()
    const { url } = await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    const browser = await openBrowser(client)
    const responses = await Promise.all(
      ['the first of two hands', 'the second of two hands'].map((password) =>
        browser.post('/reset-password').form({ token: tokenOf(url), password })
      )
    )
    assert.deepEqual(responses.map((one) => one.status()).sort(), [302, 410])
  })

  test('are over after their time', async ({ client }) => {
    const user = await makeUser()
    const { id, url } = await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    await db
      .from('account_links')
      .where('id', id)
      .update({ expires_at: Date.now() - 1 })
    const browser = await openBrowser(client)
    const response = await browser.post('/reset-password').form({ token: tokenOf(url), password: PASSWORD })
    response.assertStatus(410)
  })

  test('are replaced by the next one', async ({ client }) => {
    const user = await makeUser()
    const before = await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    const response = await client.get('/reset-password').qs({ token: tokenOf(before.url) })
    response.assertStatus(410)
  })

  test('of one kind do not do for the other', async ({ client }) => {
    const user = await makeUser({ status: 'invited' })
    const { url } = await new MakeAccountLink().handle(user.id, 'invitation', SYSTEM)
    const browser = await openBrowser(client)
    const response = await browser.post('/reset-password').form({ token: tokenOf(url), password: PASSWORD })
    response.assertStatus(410)
  })

  test('do not let a disabled person in', async ({ client }) => {
    const user = await makeUser()
    const { url } = await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    await db.from('users').where('id', user.id).update({ status: 'disabled' })
    const browser = await openBrowser(client)
    const response = await browser.post('/reset-password').form({ token: tokenOf(url), password: PASSWORD })
    response.assertStatus(410)
  })

  for (const token of ['', 'wrong', '%00', 'a'.repeat(5000)])
    test(`that nobody made are refused (${token.slice(0, 10)})`, async ({ client }) => {
      const response = await client.get('/reset-password').qs({ token })
      response.assertStatus(410)
    })

  test('are not spent by looking at them: mail scanners do', async ({ client }) => {
    const user = await makeUser()
    const { url } = await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    await client.get('/reset-password').qs({ token: tokenOf(url) })
    const response = await client.get('/reset-password').qs({ token: tokenOf(url) })
    response.assertStatus(200)
  })

  test('end every sign-in there was', async ({ client }) => {
    const user = await makeUser()
    const thief = await signIn(client, user)
    const { url } = await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    const browser = await openBrowser(client)
    await browser.post('/reset-password').form({ token: tokenOf(url), password: PASSWORD })
    const response = await thief.get('/api/v1/me')
    response.assertStatus(401)
  })

  test('keep the link when the password is not good enough', async ({ client, assert }) => {
    const user = await makeUser()
    const { url } = await new MakeAccountLink().handle(user.id, 'reset', SYSTEM)
    const browser = await openBrowser(client)
    const refused = await browser.post('/reset-password').form({ token: tokenOf(url), password: 'password2026!' })
    refused.assertStatus(422)
    assert.include(refused.text(), 'one of the first that are tried')
    const taken = await browser.post('/reset-password').form({ token: tokenOf(url), password: PASSWORD })
    taken.assertStatus(302)
  })

  test('are mailed to the address of the account, and only where there is one', async ({ assert }) => {
    const { messages } = mail.fake()
    try {
      const user = await makeUser({ email: 'Ada@example.com' })
      await new SendResetLink().handle({ emailKey: 'nobody@example.com' })
      messages.assertNoneSent()
      await new SendResetLink().handle({ emailKey: 'ada@example.com' })
      messages.assertSent((message) => message.hasTo(user.email))
      const [sent] = messages.sent()
      assert.include(JSON.stringify(sent.toJSON()), `${env.appUrl}/reset-password?token=`)
    } finally {
      mail.restore()
    }
  })
})
