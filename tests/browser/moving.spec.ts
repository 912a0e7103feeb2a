import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit } from '#tests/support/chromium'
import { makeBrand } from '#tests/support/identity'

test.group('Moving to another brand (S1-86)', (group) => {
  inChromium(group)

  test('says what stays behind before it moves anything, by keys alone, and is undone', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page, program } = visitor
    const brand = await makeBrand('Northern light')
    const id = await visitor.have('Lamp.jpg')
    const campaign = await program.json('/campaigns', { method: 'POST', json: { name: 'Autumn' } })
    await program.json(`/assets/${id}`, { method: 'PATCH', json: { campaigns: [campaign.body.id], tags: ['Glass'] } })
    await visitor.settled()
    await page.goto('/assets')
    await page.keyboard.press('Control+a')
    await page.locator('[data-act="bulk-move"]').focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Move 1 asset to another brand' })
    await dialog.waitFor()
    await visitor.hasNoViolations(assert, 'the choice of a brand')
    assert.isTrue(await dialog.getByRole('button', { name: 'Move' }).isDisabled())
    await dialog.getByLabel('To').selectOption(brand.id)
    await dialog.getByText('1 of 1 would move.').waitFor()
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/move.png` })
    assert.include(await dialog.innerText(), 'Campaigns: 1 asset')
    await visitor.hasNoViolations(assert, 'what a move would do')
    assert.notEqual((await program.json(`/assets/${id}`)).body.brandId, brand.id)
    await dialog.getByRole('button', { name: 'Move' }).press('Enter')
    await until(async () => (await program.json(`/assets/${id}`)).body.brandId === brand.id, 'the move')
    await page.getByText('“Lamp” was moved.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await program.json(`/assets/${id}`)).body.campaigns.length === 1, 'the way back')
    assert.deepEqual(visitor.errors, [])
  })

  test('is not offered to whoever may add to one brand only, and fits on a phone', async ({ assert }) => {
    const plain = await visit({ role: 'dam-write' })
    await plain.have('One.jpg')
    await plain.settled()
    await plain.page.goto('/assets')
    assert.equal(await plain.page.locator('[data-act="bulk-move"]').count(), 0)
    await makeBrand('Southern light')
    const visitor = await visit({ role: 'dam-write' }, PHONE)
    await visitor.page.goto('/assets')
    await visitor.page.keyboard.press('Control+a')
    if (process.env.SHOTS) await visitor.page.screenshot({ path: `${process.env.SHOTS}/bar-phone.png` })
    await visitor.page.locator('[data-act="bulk-move"]').click({ timeout: 5000 })
    const dialog = visitor.page.locator('#brand-move')
    await dialog.getByLabel('To').selectOption({ label: 'Southern light' })
    await dialog.getByText('1 of 1 would move.').waitFor()
    if (process.env.SHOTS) await visitor.page.screenshot({ path: `${process.env.SHOTS}/move-phone.png` })
    const box = (await dialog.boundingBox())!
    assert.isAtMost(box.x + box.width, 390)
  })
})
