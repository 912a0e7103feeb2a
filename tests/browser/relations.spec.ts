import { test } from '@japa/runner'
import { inChromium, until, visit } from '#tests/support/chromium'

test.group('Related assets, in the page', (group) => {
  inChromium(group)

  test('another asset is found by keyboard, shown below the facts, led to, and taken back', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Photo.jpg')
    await visitor.have('Crop.jpg')
    await visitor.settled()
    await page.goto('/assets')
    await visitor.card('Crop').click()
    await page.locator('#panel').getByRole('button', { name: 'Relate to another asset' }).click()
    await page.getByLabel('This asset').selectOption('Was made from')
    await page.locator('#relation-wanted').fill('pho')
    await page.getByRole('option', { name: 'Photo' }).waitFor()
    await visitor.hasNoViolations(assert, 'the chooser')
    await page.locator('#relation-wanted').press('Enter')
    const link = page.locator('#panel .related').getByRole('link', { name: 'Was made from Photo' })
    await link.waitFor()
    await visitor.hasNoViolations(assert, 'the related assets')
    await link.click()
    await page.locator('#panel .related').getByRole('link', { name: 'Is the source of Crop' }).waitFor()
    await page.getByRole('button', { name: 'Take back the relation to Crop' }).click()
    await until(async () => (await page.locator('#panel .related a').count()) === 0, 'nothing to be related')
    assert.deepEqual(visitor.errors, [])
  })
})
