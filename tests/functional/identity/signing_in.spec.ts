import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { LOGIN_COOKIE } from '#identity'
import { SignInWithPassword } from '../../../app/identity/actions/sign_in_with_password.ts'
import { makeUser, openBrowser, PASSWORD, signIn } from '#tests/support/identity'

const cookieOf = (header: unknown) =>
  [header ?? []]
    .flat()
    .map(String)
    .find((one) => one.startsWith(`${LOGIN_COOKIE}=`))

test.group('Signing in', (group) => {
  group.each.setup(async () => void (await db.from('rate_limits').delete()))

  for (const kind of ['nobody', 'wrong', 'disabled', 'invited'] as const)
    test(`tells nothing about ${kind === 'wrong' ? 'a wrong password' : kind} (T44)`, async ({ client, assert }) => {
      const status = kind === 'disabled' || kind === 'invited' ? kind : 'active'
      const user = await makeUser({ status })
      const browser = await openBrowser(client)
      const email = kind === 'nobody' ? 'nobody@example.com' : user.email
      const response = await browser.post('/sign-in').form({ email, password: kind === 'wrong' ? 'not the password' : PASSWORD })
      response.assertStatus(422)
      assert.include(response.text(), 'The e-mail address or the password is not right.')
      assert.notExists(cookieOf(response.header('set-cookie')))
    })

  test('never shows a typed password again', async ({ client, assert }) => {
    const browser = await openBrowser(client)
    const response = await browser.post('/sign-in').form({ email: 'a@example.com', password: 'my secret pass phrase' })
    assert.notInclude(response.text(), 'my secret pass phrase')
  })

  test('refuses the eleventh try, even with the right password, and says when to come back (T44)', async ({ client, assert }) => {
    const user = await makeUser()
    const browser = await openBrowser(client)
    for (let nth = 0; nth < 10; nth++) await browser.post('/sign-in').form({ email: user.email, password: 'not the password' })
    const response = await browser
      .post('/sign-in')
      .header('x-forwarded-for', '198.51.100.1')
      .form({ email: user.email, password: PASSWORD })
    response.assertStatus(429)
    assert.isAbove(Number(response.header('retry-after')), 0)
    assert.isAtMost(Number(response.header('retry-after')), 900)
  })

  test('lets no more than ten parallel tries through (T44)', async ({ assert }) => {
    const { email } = await makeUser()
    const tries = Array.from({ length: 30 }, () =>
      new SignInWithPassword()
        .handle({ email, password: 'not the password' }, { ip: '203.0.113.9', userAgent: '' })
        .catch((error) => error.code)
    )
    const codes = await Promise.all(tries)
    assert.equal(codes.filter((code) => code === 'wrong_credentials').length, 10)
  })

  test('does not lock the owner out while somebody tries from elsewhere (T44)', async ({ assert }) => {
    const { email } = await makeUser()
    const from = (ip: string, password: string) => new SignInWithPassword().handle({ email, password }, { ip, userAgent: '' })
    for (let nth = 0; nth < 12; nth++) await from('203.0.113.1', 'not the password').catch(() => null)
    assert.isString(await from('198.51.100.7', PASSWORD))
  })

  test('takes as long for an address that nobody has (T44)', async ({ assert }) => {
    const known = await Promise.all(Array.from({ length: 30 }, () => makeUser()))
    const taken = { known: [] as number[], unknown: [] as number[] }
    for (const [nth, { email }] of known.entries()) {
      for (const kind of ['known', 'unknown'] as const) {
        // Work done rather than time passed: other programs on this machine count for the second.
        const before = process.cpuUsage()
        const credentials = { email: kind === 'known' ? email : `x${nth}${email}`, password: 'not the password' }
        await new SignInWithPassword().handle(credentials, { ip: `192.0.2.${nth}`, userAgent: '' }).catch(() => null)
        const { user, system } = process.cpuUsage(before)
        taken[kind].push((user + system) / 1000)
      }
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]
    assert.isBelow(Math.abs(median(taken.known) - median(taken.unknown)), 10)
  })

  for (const next of ['//evil.test', 'https://evil.test/', '/\\evil.test', '/a\r\nSet-Cookie:x=1', 'javascript:alert(1)'])
    test(`does not lead to ${JSON.stringify(next)} (T17)`, async ({ client, assert }) => {
      const user = await makeUser()
      const browser = await openBrowser(client)
      const response = await browser
        .post('/sign-in')
        .header('referer', 'https://evil.test/')
        .form({ email: user.email, password: PASSWORD, next })
      response.assertStatus(302)
      assert.equal(response.header('location'), '/')
    })

  test('leads back to where the visitor wanted to go', async ({ client, assert }) => {
    const guest = await openBrowser(client)
    const sent = await guest.get('/account/sign-ins?a=1').header('accept', 'text/html')
    assert.equal(sent.header('location'), '/sign-in?next=%2Faccount%2Fsign-ins%3Fa%3D1')
    const user = await makeUser()
    const response = await guest.post('/sign-in').form({ email: user.email, password: PASSWORD, next: '/account/sign-ins?a=1' })
    assert.equal(response.header('location'), '/account/sign-ins?a=1')
  })

  test('sets a cookie that scripts cannot read and other sites do not send', async ({ client, assert }) => {
    const user = await makeUser()
    const browser = await openBrowser(client)
    const response = await browser.post('/sign-in').form({ email: ` ${user.email.toUpperCase()} `, password: PASSWORD })
    const cookie = cookieOf(response.header('set-cookie'))!
    assert.match(cookie, /HttpOnly/)
    assert.match(cookie, /SameSite=Lax/)
    assert.match(cookie, /Path=\//)
    assert.notMatch(cookie, /Domain/)
  })

  test('gives a new secret each time, and the one before is not replaced by a planted one (T43)', async ({ client, assert }) => {
    const user = await makeUser()
    const planted = 'planted-by-somebody'
    const browser = await openBrowser(client, `${LOGIN_COOKIE}=${planted}`)
    const response = await browser.post('/sign-in').form({ email: user.email, password: PASSWORD })
    assert.notInclude(cookieOf(response.header('set-cookie'))!, planted)
    const asPlanted = await client.get('/api/v1/me').header('cookie', `${LOGIN_COOKIE}=${planted}`)
    asPlanted.assertStatus(401)
  })

  test('ends the sign-in that the browser had before (T43)', async ({ client }) => {
    const before = await signIn(client, await makeUser())
    const other = await makeUser()
    const response = await before.post('/sign-in').form({ email: other.email, password: PASSWORD })
    response.assertStatus(302)
    const me = await before.get('/api/v1/me')
    me.assertStatus(401)
  })

  test('keeps only a digest of the secret', async ({ client, assert }) => {
    const browser = await signIn(client, await makeUser())
    const secret = browser.cookie.split(`${LOGIN_COOKIE}=`)[1]
    const rows = await db.from('sign_ins').select('*')
    assert.notInclude(JSON.stringify(rows), secret)
  })

  test('ends at signing out: the cookie opens nothing any more (T46)', async ({ client }) => {
    const browser = await signIn(client, await makeUser())
    const out = await browser.post('/sign-out')
    out.assertStatus(302)
    const me = await browser.get('/api/v1/me')
    me.assertStatus(401)
  })
})
