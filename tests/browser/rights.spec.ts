import { test } from '@japa/runner'
import { Role } from '#identity'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'
import { makeBrand, makeUser } from '#tests/support/identity'

const roleId = async (slug: string) => (await Role.findByOrFail('slug', slug)).id

async function organisation(visitor: Visit) {
  const quince = await makeBrand('Quince')
  const medlar = await makeBrand('Medlar')
  const creator = await makeUser({ role: null, name: 'Cleo Maker', email: 'cleo@example.com' })
  const { program } = visitor
  const colours = [
    { name: 'Plum', hex: '#6b2a5b' },
    { name: 'Straw', hex: '#f2d98b' },
  ]
  await program.json(`/brands/${quince.id}`, {
    method: 'PATCH',
    json: { colours, languages: ['en', 'de'], description: 'Preserves and jellies' },
  })
  const roles = [{ roleId: await roleId('viewer'), brandId: quince.id }]
  const { body: group } = await program.json('/groups', {
    method: 'POST',
    json: { name: 'Studio', description: 'Everybody who draws', roles },
  })
  await program.json(`/groups/${group.id}/members`, { method: 'POST', json: { userId: creator.id } })
  await program.json(`/brands/${quince.id}/members`, { method: 'POST', json: { userId: creator.id, roleId: await roleId('creator') } })
  const { body: role } = await program.json('/roles', { method: 'POST', json: { name: 'Archivist', permissions: ['assets.view'] } })
  return { quince, medlar, group, role }
}

test.group('Brands, groups and roles in the browser', (group) => {
  inChromium(group)

  for (const [device, options] of [
    ['a desktop', {}],
    ['a phone', PHONE],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const)
      test(`every page is accessible on ${device} in ${colorScheme}`, async ({ assert }) => {
        const visitor = await visit({ role: 'system-admin', name: 'Mara Kessler' }, { ...options, colorScheme })
        const made = await organisation(visitor)
        const pages = {
          brands: '/brands',
          brand: `/brands/${made.quince.id}`,
          newBrand: '/brands/new',
          groups: '/groups',
          group: `/groups/${made.group.id}`,
          roles: '/roles',
          role: `/roles/${made.role.id}`,
          builtIn: `/roles/${await roleId('viewer')}`,
          people: '/people',
        }
        for (const [name, path] of Object.entries(pages)) {
          await visitor.page.goto(path)
          await visitor.hasNoViolations(assert, path)
          const overflow = await visitor.page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth'
          )
          assert.isAtMost(overflow, 0, `${name} is wider than its window`)
          if (process.env.SHOTS) {
            const file = `${process.env.SHOTS}/${name}-${device.slice(2)}-${colorScheme}.png`
            await visitor.page.screenshot({ path: file, fullPage: true })
          }
        }
        assert.deepEqual(visitor.errors, [])
      })

  test('a brand is made with its colours, and somebody is given a role in it', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page } = visitor
    await makeUser({ role: null, name: 'Cleo Maker', email: 'cleo@example.com' })
    await page.goto('/brands')
    await page.getByRole('link', { name: 'New brand' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Damson & Sons')
    await page.getByLabel('Name of colour 1').fill('Plum')
    await page.getByLabel('Colour 1', { exact: true }).fill('#6b2a5b')
    await page.getByRole('button', { name: 'Make brand' }).click()
    await page.getByText('The brand is there.').waitFor()
    await page.getByLabel('E-mail address').fill('nobody@example.com')
    await page.locator('#role').selectOption({ label: 'Creator' })
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Nobody here has this address.').waitFor()
    await page.getByLabel('E-mail address').fill('cleo@example.com')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByLabel('Role of Cleo Maker', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Remove Cleo Maker' }).click()
    await page.getByText('Nobody holds a role in this brand alone.').waitFor()
    await page.getByRole('button', { name: 'Delete brand' }).click()
    await page.getByText('The brand is deleted.').waitFor()
    assert.deepEqual(visitor.errors, [])
  })

  for (const javaScriptEnabled of [true, false])
    test(`the brand switcher narrows the library ${javaScriptEnabled ? 'by keyboard' : 'without script'} (S1-45, S1-28)`, async ({
      assert,
    }) => {
      const visitor = await visit({ role: 'system-admin' }, { javaScriptEnabled })
      const { page } = visitor
      const { quince, medlar } = await organisation(visitor)
      await visitor.have('Jelly.jpg', undefined, { brandId: quince.id })
      await visitor.have('Paste.jpg', undefined, { brandId: medlar.id })
      await page.goto('/assets')
      assert.sameMembers(await visitor.names(), ['Jelly', 'Paste'])
      const choose = async (name: string) => {
        await page.locator('.brand-switch summary').focus()
        await page.keyboard.press('Enter')
        await page.locator('.brand-switch').getByRole('button', { name }).focus()
        await page.keyboard.press('Enter')
        await page.locator('.brand-switch summary', { hasText: name }).waitFor()
      }
      await choose('Quince')
      assert.deepEqual(await visitor.names(), ['Jelly'])
      if (javaScriptEnabled) await visitor.hasNoViolations(assert, 'the library of a brand')
      await page.goto('/brands')
      assert.include(await page.locator('.brand-switch summary').innerText(), 'Quince')
      await page.goto('/assets')
      await choose('All brands')
      assert.sameMembers(await visitor.names(), ['Jelly', 'Paste'])
    })

  test('uploads go to the active brand, and “select all” takes in no other', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page } = visitor
    const { quince, medlar } = await organisation(visitor)
    for (let nth = 0; nth < 69; nth++) await visitor.have(`Jelly ${nth}.jpg`, undefined, { brandId: quince.id })
    await visitor.have('Other.jpg', undefined, { brandId: medlar.id })
    await page.goto('/assets')
    await page.locator('.brand-switch summary').click()
    await page.locator('.brand-switch').getByRole('button', { name: 'Quince' }).click()
    await page.locator('.brand-switch summary', { hasText: 'Quince' }).waitFor()
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/v1/uploads') && request.method() === 'POST')
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('plums') })
    const metadata = (await asked).headers()['upload-metadata'] ?? ''
    assert.include(metadata, `brandId ${Buffer.from(quince.id).toString('base64')}`)
    await until(async () => {
      const { body } = await visitor.program.json(`/assets?brand=${quince.id}&text=note`)
      return body.data.length === 1
    }, 'the upload in its brand')
    await page.goto('/assets')
    await page.locator('.card').first().getByRole('checkbox').click({ force: true })
    await page
      .locator('.card')
      .nth(2)
      .click({ modifiers: ['Shift'] })
    await page.getByRole('button', { name: 'Select all 70' }).click()
    await page.locator('#selection-bar').getByRole('button', { name: 'Delete' }).click()
    await page.locator('#ask').getByRole('button', { name: 'OK' }).click()
    await page.getByText('70 assets are in the trash.').waitFor()
    const { body: left } = await visitor.program.json('/assets')
    assert.deepEqual(
      left.data.map(({ name }: { name: string }) => name),
      ['Other']
    )
    assert.deepEqual(visitor.errors, [])
  })
})
