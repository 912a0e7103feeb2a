import { test } from '@japa/runner'
import { inChromium, until, visit, type Visit } from '#tests/support/chromium'

test.group('Selecting, deleting and the trash', (group) => {
  inChromium(group)

  test('bulk delete asks Ok or Cancel, and Cancel leaves everything (S3-38, S3-39)', async ({ assert }) => {
    const visitor = await some(3)
    const { page } = visitor
    await page.getByRole('button', { name: 'Select', exact: true }).click()
    for (const name of ['Picture 001', 'Picture 002']) await visitor.card(name).click()
    await page.locator('#selection-bar').getByRole('button', { name: 'Delete' }).click()
    const ask = page.locator('#ask')
    assert.include(await ask.innerText(), 'Delete 2 assets?')
    assert.deepEqual(await ask.getByRole('button').allInnerTexts(), ['Cancel', 'OK'])
    await ask.getByRole('button', { name: 'Cancel' }).click()
    assert.equal((await visitor.names()).length, 3)
    assert.equal(await page.locator('.card.is-selected').count(), 2)
    assert.deepEqual(visitor.errors, [])
  })

  test('a public asset stays and the reason is told; the others go (S4-52)', async ({ assert }) => {
    const visitor = await some(2)
    const { page } = visitor
    await visitor.makePublic('Picture 001')
    await page.keyboard.press('Control+a')
    await page.locator('#selection-bar').getByRole('button', { name: 'Delete' }).click()
    await page.locator('#ask').getByRole('button', { name: 'OK' }).click()
    await page.getByText('1 asset was left as it is').waitFor()
    await page.getByRole('button', { name: 'Why?' }).click()
    assert.include(await page.locator('#refusals').innerText(), 'Picture 001')
    await page.locator('#refusals').getByRole('button', { name: 'OK' }).click()
    assert.deepEqual(await visitor.names(), ['Picture 001'])
    assert.deepEqual(visitor.errors, [])
  })

  test('Select in the toolbar turns clicks into choosing, with check marks (S1-52, S2-46, S2-47)', async ({ assert }) => {
    const visitor = await some(3)
    const { page } = visitor
    await page.getByRole('button', { name: 'Select', exact: true }).click()
    await visitor.card('Picture 002').click()
    assert.equal(await page.locator('#panel').count(), 0)
    assert.equal(await visitor.card('Picture 002').getByRole('checkbox').getAttribute('aria-checked'), 'true')
    assert.include(await page.locator('#selection-bar').innerText(), '1 selected')
    await visitor.card('Picture 002').click()
    assert.isTrue(await page.locator('#selection-bar').isHidden())
    await page.keyboard.press('Escape')
    assert.equal(await page.getByRole('button', { name: 'Select', exact: true }).getAttribute('aria-pressed'), 'false')
  })

  test('shift takes everything between; all that match can be taken at once, loaded or not (S2-48)', async ({ assert }) => {
    const visitor = await some(70)
    const { page } = visitor
    await visitor.card('Picture 068').getByRole('checkbox').click({ force: true })
    await visitor.card('Picture 064').click({ modifiers: ['Shift'] })
    assert.equal(await page.locator('.card.is-selected').count(), 5)
    await page.getByRole('button', { name: 'Select all 70' }).click()
    assert.include(await page.locator('#selection-bar').innerText(), 'All 70 selected')
    await page.locator('#selection-bar').getByRole('button', { name: 'Delete' }).click()
    assert.include(await page.locator('#ask').innerText(), 'Delete 70 assets?')
    await page.locator('#ask').getByRole('button', { name: 'OK' }).click()
    await page.getByText('70 assets are in the trash.').waitFor()
    assert.equal(await page.locator('.card').count(), 0)
    assert.isTrue(await page.getByRole('heading', { name: 'Your library starts here' }).isVisible())
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('70 assets are back in the library.').waitFor()
    assert.equal(await page.locator('#count').getAttribute('data-total'), '70')
    assert.deepEqual(visitor.errors, [])
  })

  test('deleting one needs no question, because it can be undone (S1-75, S2-53, S3-37)', async ({ assert }) => {
    const visitor = await some(3)
    const { page } = visitor
    await visitor.card('Picture 002').locator('.open').focus()
    await page.keyboard.press('Delete')
    await page.getByText('“Picture 002” is in the trash.').waitFor()
    assert.deepEqual(await visitor.names(), ['Picture 003', 'Picture 001'])
    assert.equal(await page.evaluate(`document.activeElement.closest('.card').dataset.name`), 'Picture 001')
    await page.getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await visitor.names()).length === 3, 'the asset back')
    assert.deepEqual(await visitor.names(), ['Picture 003', 'Picture 002', 'Picture 001'])
    assert.deepEqual(visitor.errors, [])
  })

  test('the trash tells how long each asset stays, restores it, or removes it for good after asking (S3-40)', async ({ assert }) => {
    const visitor = await some(3, 'system-admin')
    const { page } = visitor
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.locator('#ask').getByRole('button', { name: 'OK' }).click()
    await page.getByText('3 assets are in the trash.').waitFor()
    await page.locator('#buckets').getByRole('link', { name: /Trash/ }).click()
    await page.getByText('Deleted assets stay here for 30 days').waitFor()
    assert.include(await visitor.card('Picture 001').innerText(), '30 days left')
    await visitor.card('Picture 001').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Restore' }).click()
    await until(async () => (await visitor.names()).length === 2, 'one less')
    await visitor.card('Picture 002').click()
    assert.include(await page.locator('#panel .notice').innerText(), 'removed for good in 30 days')
    await page.locator('#panel').getByRole('button', { name: 'Delete for good' }).click()
    assert.include(await page.locator('#ask').innerText(), 'This cannot be undone.')
    await page.locator('#ask').getByRole('button', { name: 'OK' }).click()
    await until(async () => (await visitor.names()).join() === 'Picture 003', 'the last one')
    await until(async () => (await page.locator('#panel').count()) === 0, 'the closed panel')
    await page.goto('/assets')
    assert.deepEqual(await visitor.names(), ['Picture 001'])
    assert.deepEqual(visitor.errors, [])
  })
})

async function some(count: number, role: 'dam-write' | 'system-admin' = 'dam-write'): Promise<Visit> {
  const visitor = await visit({ role })
  await visitor.haveMany(count)
  await visitor.settled()
  await visitor.page.goto('/assets')
  return visitor
}
