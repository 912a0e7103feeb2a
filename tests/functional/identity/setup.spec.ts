import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { prepareInstallation, User } from '#identity'
import { emptyDatabase } from '#tests/support/database'
import { makeUser, openBrowser } from '#tests/support/identity'

const FORM = { brandName: 'Orchard & Co', name: 'Ada Plum', email: 'ada@example.com', password: 'rain on the old tin roof' }
const tokenOf = (url: string | null) => new URL(url!).searchParams.get('token')!

test.group('Setting up a new installation', (group) => {
  group.each.setup(() => emptyDatabase())

  for (const token of [undefined, '', 'wrong'])
    test(`needs the link from the console, not ${token === undefined ? 'none' : `"${token}"`}`, async ({ client, assert }) => {
      await prepareInstallation()
      const page = await client.get('/setup').qs(token === undefined ? {} : { token })
      page.assertStatus(404)
      const browser = await openBrowser(client)
      const response = await browser.post('/setup').form({ ...FORM, token })
      response.assertStatus(404)
      assert.isNull(await User.first())
    })

  test('is over when somebody is there: no new link, and the old one is dead', async ({ client, assert }) => {
    const { setupUrl } = await prepareInstallation()
    await makeUser({ role: 'system-admin' })
    const browser = await openBrowser(client)
    const response = await browser.post('/setup').form({ ...FORM, token: tokenOf(setupUrl) })
    response.assertStatus(404)
    assert.isNull((await prepareInstallation()).setupUrl)
    assert.isNull(await User.findBy('emailKey', FORM.email))
  })

  test('refuses a weak password and keeps the link', async ({ client, assert }) => {
    const { setupUrl } = await prepareInstallation()
    const browser = await openBrowser(client)
    const response = await browser.post('/setup').form({ ...FORM, password: 'password2026!', token: tokenOf(setupUrl) })
    response.assertStatus(422)
    assert.isNull(await User.first())
    const page = await client.get('/setup').qs({ token: tokenOf(setupUrl) })
    page.assertStatus(200)
  })

  test('makes one System admin, even when the form is sent twice at once', async ({ client, assert }) => {
    const { setupUrl } = await prepareInstallation()
    const browser = await openBrowser(client)
    const send = (email: string) => browser.post('/setup').form({ ...FORM, email, token: tokenOf(setupUrl) })
    const responses = await Promise.all([send('a@example.com'), send('b@example.com')])
    assert.deepEqual(responses.map((one) => one.status()).sort(), [302, 404])
    const admins = await db.from('role_assignments as a').join('roles as r', 'r.id', 'a.role_id').where('r.slug', 'system-admin')
    assert.lengthOf(admins, 1)
    assert.deepEqual(await db.from('brands').select('name'), [{ name: FORM.brandName }])
  })
})
