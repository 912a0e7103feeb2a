import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit } from '#tests/support/chromium'

test.group('Metadata from a table, in the page', (group) => {
  inChromium(group)

  test('a table is compared, shown, carried out and told, without script', async ({ assert }) => {
    const visitor = await visit({}, { javaScriptEnabled: false })
    const { page } = visitor
    const id = await visitor.have('Rose.jpg')
    await page.goto('/assets')
    await page.getByRole('link', { name: 'Import CSV' }).click()
    const table = (text: string) =>
      page.getByLabel('Table (CSV in UTF-8)').setInputFiles({ name: 'cards.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await table('flavour\nsweet')
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByText(/Its first line names no column/).waitFor()
    await table(`id,title,rating\n${id},The rose,5\nunknown,Nothing,1`)
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByText('2 rows: 1 asset would change, 0 as they are, 1 refused.').waitFor()
    await page.getByText('The rose').waitFor()
    await page.getByRole('link', { name: 'Refused 1' }).click()
    await page.getByText('There is no asset with the id "unknown"').waitFor()
    await page.getByRole('button', { name: 'Change 1 asset' }).click()
    await until(async () => {
      await page.reload()
      return page.getByText('1 asset was changed, 0 refused.').isVisible()
    }, 'the outcome')
    assert.equal((await visitor.program.json(`/assets/${id}`)).body.title, 'The rose')
  })

  test('its pages fit a phone and have no faults that a machine can find', async ({ assert }) => {
    const visitor = await visit({}, PHONE)
    const { page } = visitor
    const id = await visitor.have('Rose.jpg')
    const { body } = await visitor.program.json('/metadata-imports', {
      method: 'POST',
      body: `id,description\n${id},${'A long description of a rose. '.repeat(20)}`,
    })
    for (const path of ['/metadata-imports', `/metadata-imports/${body.id}`]) {
      await page.goto(path)
      await visitor.hasNoViolations(assert, path)
      assert.isAtMost(Number(await page.evaluate('document.documentElement.scrollWidth')), 390, path)
    }
  })
})
