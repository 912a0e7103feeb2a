import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'
import { makeToken, makeUser } from '#tests/support/identity'
import { BASE_URL } from '#tests/support/api'

const LISTS = ['activities', 'operations', 'health', 'plugins', 'people', 'sign-ins', 'api-tokens', 'tags']

/** Opens it, and notes what is asked of other hosts and what the policy refuses. */
async function open(path: string, ...given: Parameters<typeof visit>): Promise<Visit & { strangers: string[] }> {
  const person = await visit(...given)
  const strangers: string[] = []
  person.page.on('request', (request) => {
    if (!request.url().startsWith(BASE_URL) && !request.url().startsWith('data:')) strangers.push(request.url())
  })
  await person.page.goto(path)
  return Object.assign(person, { strangers })
}

test.group('The back office', (group) => {
  inChromium(group)

  test('every page of it is accessible, asks no other host and keeps to the policy', async ({ assert }) => {
    const admin = await open('/admin', { role: 'system-admin' })
    await admin.page.getByRole('heading', { name: 'Back office', level: 1 }).waitFor()
    await admin.hasNoViolations(assert, 'the back office')
    for (const name of LISTS) {
      await admin.page.goto(`/admin/resources/${name}`)
      await admin.page.locator('#app .table-panel, #app .card-panel').first().waitFor()
      await admin.hasNoViolations(assert, name)
      if (process.env.SHOTS) await admin.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
    }
    assert.deepEqual(admin.strangers, [])
    assert.deepEqual(admin.errors, [])
  })
})
