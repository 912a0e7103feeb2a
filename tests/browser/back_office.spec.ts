import { test } from '@japa/runner'
import { User } from '#identity'
import { BASE_URL } from '#tests/support/api'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'
import { makeUser } from '#tests/support/identity'

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
    }
    assert.deepEqual(admin.strangers, [])
    assert.deepEqual(admin.errors, [])
  })
  test('on a phone and in the dark it is accessible too, and nothing runs out of the page', async ({ assert }) => {
    const admin = await open('/admin/resources/activities', { role: 'system-admin' }, { ...PHONE, colorScheme: 'dark' })
    await admin.page.locator('#app .table-panel').waitFor()
    await admin.hasNoViolations(assert, 'the log on a phone')
    assert.isAtMost(await admin.page.evaluate<number>('document.documentElement.scrollWidth'), 390)
    await admin.page.locator('tbody a').first().click()
    await admin.page.locator('.office-facts').waitFor()
    await admin.hasNoViolations(assert, 'a record on a phone')
  })

  test('somebody is shut out by keyboard alone', async ({ assert }) => {
    const person = await makeUser({ role: 'dam-read', name: 'Bo Leaver' })
    const admin = await open('/admin/resources/people?text=Bo', { role: 'system-admin' })
    const { page } = admin
    await page.getByRole('link', { name: 'Bo Leaver' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Bo Leaver' }).waitFor()
    await page.getByRole('link', { name: 'Disable' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Disable' }).waitFor()
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Disable')
    await admin.hasNoViolations(assert, 'what is asked before')
    await page.getByRole('button', { name: 'Disable' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'Disabled.' }).waitFor()
    await until(async () => (await User.findOrFail(person.id)).status === 'disabled')
    assert.deepEqual(admin.errors, [])
  })

  test('names of people and tags are text, whatever is in them', async ({ assert }) => {
    const evil = '</script><img src=x onerror="window.hit=1"><script>window.hit=1</script>'
    const admin = await open('/admin/resources/people', { role: 'system-admin', name: evil })
    await admin.page.locator('tbody a').first().waitFor()
    await admin.program.json('/tags', { method: 'POST', json: { name: '<b onclick=hit>' } })
    await admin.page.goto('/admin/resources/tags')
    await admin.page.getByRole('link', { name: '<b onclick=hit>' }).click()
    await admin.page.locator('.office-facts').waitFor()
    assert.isUndefined(await admin.page.evaluate('window.hit'))
  })
  test('what is not there is said in words, with a way back', async ({ assert }) => {
    const admin = await open('/admin/resources/tags/records/none/show', { role: 'system-admin' })
    await admin.page.getByRole('alert').filter({ hasText: 'There is no such record' }).waitFor()
    await admin.hasNoViolations(assert, 'what is not there')
    await admin.page.getByRole('link', { name: 'Back to the list' }).click()
    await admin.page.getByText('Nothing here.').waitFor()
  })

  test('several are changed at once, after being asked', async ({ assert }) => {
    const people = [await makeUser({ role: 'dam-read', name: 'Bo' }), await makeUser({ role: 'dam-read', name: 'Cy' })]
    const { page } = await open('/admin/resources/people', { role: 'system-admin', name: 'Ada' })
    for (const { name } of people) await page.getByRole('checkbox', { name: `Tick ${name}` }).check()
    await page.getByRole('button', { name: 'Disable' }).click()
    await page.getByRole('heading', { name: 'Disable' }).waitFor()
    await page.getByRole('button', { name: 'Disable' }).click()
    await page.getByRole('status').filter({ hasText: 'Disabled.' }).waitFor()
    for (const { id } of people) assert.equal((await User.findOrFail(id)).status, 'disabled')
  })
})
