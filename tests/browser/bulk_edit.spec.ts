import { test } from '@japa/runner'
import { inChromium, until, visit } from '#tests/support/chromium'

test.group('Editing what is selected', (group) => {
  inChromium(group)

  test('changes only the fields that are chosen, says where they differ, and is taken back (S1-82, S1-83, S3-13, S3-14)', async ({
    assert,
  }) => {
    const visitor = await visit()
    const { page, program } = visitor
    const ids = [
      await visitor.have('Rose.jpg', undefined, { title: 'A rose', copyright: 'Ours', tags: 'red' }),
      await visitor.have('Lily.jpg', undefined, { title: 'A lily', copyright: 'Ours' }),
    ]
    const assets = () => Promise.all(ids.map(async (id) => (await program.json(`/assets/${id}`)).body))
    const tags = async () => (await assets()).map((asset) => asset.tags.map(({ name }: { name: string }) => name).join())
    await page.goto('/assets')
    await visitor.card('Rose').hover()
    await visitor.card('Rose').locator('.tick').click()
    await visitor.card('Lily').locator('.tick').click()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit 2 assets' })
    await dialog.getByText('2 different values').first().waitFor()
    assert.isTrue(await dialog.getByRole('button', { name: 'Choose what to change' }).isDisabled())
    await dialog.getByText('Rights and use').click()
    await dialog.getByText('All: Ours').waitFor()
    await visitor.hasNoViolations(assert, 'the form that edits many')
    await dialog.getByLabel('Licence', { exact: true }).fill('CC0')
    await dialog.getByLabel('What to do with Copyright').selectOption('Clear')
    await dialog.getByRole('button', { name: 'Change 2 fields' }).click()
    await page.getByText('2 assets were changed.').waitFor()
    assert.deepEqual(
      (await assets()).map(({ title, licence, copyright }) => ({ title, licence, copyright })),
      [
        { title: 'A rose', licence: 'CC0', copyright: null },
        { title: 'A lily', licence: 'CC0', copyright: null },
      ]
    )
    await page.locator('#toasts').getByRole('button', { name: 'Undo' }).click()
    await page.getByText('2 assets are as they were.').waitFor()
    assert.deepEqual(
      (await assets()).map(({ licence, copyright }) => ({ licence, copyright })),
      [
        { licence: null, copyright: 'Ours' },
        { licence: null, copyright: 'Ours' },
      ]
    )
    assert.deepEqual(await tags(), ['red', ''])
    assert.deepEqual(visitor.errors, [])
  })

  test('tags are added by keyboard alone, to all that match (S1-83, S1-66)', async ({ assert }) => {
    const visitor = await visit()
    const { page, program } = visitor
    for (const name of ['Rose', 'Lily', 'Aster']) await visitor.have(`${name}.jpg`, undefined, name === 'Rose' ? { tags: 'red' } : {})
    await page.goto('/assets')
    await page.locator('.card .open').first().focus()
    await page.keyboard.press('Control+a')
    const button = page.getByRole('button', { name: 'Add tags' })
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Edit 3 assets' }).waitFor()
    assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'combobox')
    await page.keyboard.type('flower,')
    await page.getByRole('button', { name: 'Change 1 field' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('3 assets were changed.').waitFor()
    await until(async () => (await program.json('/tags?text=flower')).body.data[0]?.assetCount === 3, 'three flowers')
    assert.equal((await program.json('/tags?text=red')).body.data[0].assetCount, 1)
    assert.deepEqual(visitor.errors, [])
  })
})
