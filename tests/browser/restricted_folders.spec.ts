import { test } from '@japa/runner'
import { defaultBrand } from '#identity'
import { inChromium, PHONE, until, visit } from '#tests/support/chromium'
import { makeGroup, makeUser } from '#tests/support/identity'
import { Program } from '#tests/support/api'

let nth = 0

test.group('Restricted folders in the browser (S0-28, C2)', (group) => {
  inChromium(group)

  test('are closed first, then opened to people and groups, by mouse and by keyboard', async ({ assert }) => {
    const visitor = await visit({ role: 'manager' })
    const { page } = visitor
    const reader = await Program.of({ role: 'viewer', name: `Vera ${++nth}` })
    const lawyers = await makeGroup([await makeUser({ role: 'viewer' })], 'viewer', (await defaultBrand()).id)
    const { body } = await visitor.program.json('/folders', { method: 'POST', json: { name: `Legal ${nth}` } })
    const sees = async () => (await reader.fetch(`/folders/${body.id}`)).status === 200

    await page.goto(`/folders/${body.id}`)
    const access = page.locator('#access')
    assert.include(await access.innerText(), 'Everybody who sees the brand')
    await access.getByRole('button', { name: 'Restrict this folder' }).click()
    await access.getByText('Only those who may restrict folders of this brand').waitFor()
    assert.isFalse(await sees())
    await visitor.hasNoViolations(assert, 'a folder restricted to nobody')

    await access.getByLabel('Person or group').selectOption({ label: `Vera ${nth}` })
    await access.getByRole('button', { name: 'Let in' }).focus()
    await page.keyboard.press('Enter')
    await access.getByRole('button', { name: `Remove Vera ${nth}` }).waitFor()
    assert.isTrue(await sees())
    await access.getByLabel('Person or group').selectOption({ label: lawyers })
    await access.getByRole('button', { name: 'Let in' }).click()
    await access.getByRole('button', { name: `Remove ${lawyers}` }).waitFor()
    await visitor.hasNoViolations(assert, 'a restricted folder')

    await access.getByRole('button', { name: `Remove Vera ${nth}` }).click()
    await until(async () => (await access.getByRole('button', { name: `Remove Vera ${nth}` }).count()) === 0, 'the list')
    assert.isFalse(await sees())
    await access.getByRole('button', { name: 'End the restriction' }).click()
    await access.getByText('Everybody who sees the brand').first().waitFor()
    assert.isTrue(await sees())
    assert.deepEqual(visitor.errors, [])
  })

  test('show on the page of a folder within them where that comes from, in both themes and on a phone', async ({ assert }) => {
    const visitor = await visit({ role: 'manager' })
    const { page, program } = visitor
    const make = async (name: string, parentId: string | null) =>
      (await program.json('/folders', { method: 'POST', json: { name, parentId } })).body.id as string
    const outer = await make(`Board ${++nth}`, null)
    const inner = await make(`Minutes ${nth}`, outer)
    await program.json(`/folders/${outer}/access`, { method: 'PUT', json: { users: [program.user.id] } })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(`/folders/${inner}`)
      assert.equal(await page.locator('#access .inherited a').innerText(), `By Board ${nth}`)
      await visitor.hasNoViolations(assert, `an inherited restriction, ${colorScheme}`)
    }
    await page.goto('/folders')
    assert.isTrue(
      await page
        .getByRole('row', { name: `Board ${nth}` })
        .locator('.lock')
        .isVisible()
    )
    await visitor.hasNoViolations(assert, 'the list of folders')
    await page.setViewportSize(PHONE.viewport!)
    await page.goto(`/folders/${outer}`)
    assert.isTrue(await page.getByRole('button', { name: 'End the restriction' }).isVisible())
    assert.isFalse(await page.evaluate('document.documentElement.scrollWidth > innerWidth'))
    await visitor.hasNoViolations(assert, 'a restricted folder on a phone')
  })

  test('are not in the library of somebody who is not let in, nor is a number that counts them', async ({ assert }) => {
    const manager = await visit({ role: 'manager' })
    const name = `Hidden ${++nth}`
    const { body } = await manager.program.json('/folders', { method: 'POST', json: { name } })
    const id = await manager.have('Confidential.jpg')
    await manager.program.json(`/assets/${id}`, { method: 'PATCH', json: { folderId: body.id } })
    const visitor = await visit({ role: 'viewer' })
    const all = async () =>
      Number(
        (
          await visitor.page
            .locator('#rail')
            .getByRole('link', { name: /^All assets/ })
            .innerText()
        ).replace(/\D/g, '')
      )
    await visitor.page.goto('/assets')
    const before = await all()
    await manager.program.json(`/folders/${body.id}/access`, { method: 'PUT', json: {} })
    await visitor.page.goto('/assets')
    assert.equal(await all(), before - 1)
    assert.notInclude(await visitor.names(), 'Confidential')
    await visitor.page.locator('#folders > summary').click()
    assert.notInclude(await visitor.page.locator('#folders').innerText(), name)
    await manager.page.goto('/assets')
    await manager.page.locator('#folders > summary').click()
    assert.equal(await manager.page.locator(`#folders a[data-folder="${body.id}"] .lock`).count(), 1)
    await manager.hasNoViolations(assert, 'the drop-down with a restricted folder')
    assert.deepEqual(visitor.errors, [])
  })
})
