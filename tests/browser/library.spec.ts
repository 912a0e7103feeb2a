import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { inChromium, until, visit } from '#tests/support/chromium'
import { pdfWith } from '#tests/fixtures/media'

test.group('The library page', (group) => {
  inChromium(group)

  test('an empty library teaches how to begin, and only those who may begin (S1-30)', async ({ assert }) => {
    const writer = await visit()
    await writer.page.goto('/')
    assert.equal(new URL(writer.page.url()).pathname, '/assets')
    assert.isTrue(await writer.page.locator('.top').getByText('Main brand').isVisible())
    assert.isTrue(await writer.page.getByRole('link', { name: 'Choose files' }).isVisible())
    const reader = await visit({ role: 'dam-read' })
    await reader.page.goto('/assets')
    assert.isTrue(await reader.page.getByText('Nothing has been added yet').isVisible())
    assert.equal(await reader.page.getByRole('link', { name: /Upload/ }).count(), 0)
    assert.deepEqual([...writer.errors, ...reader.errors], [])
  })

  test('Assets is in the main navigation; buckets in the rail tell live counts (S0-03, S4-03, S1-04, S1-05, S1-10, S1-11, S1-12)', async ({
    assert,
  }) => {
    const { page, ...guest } = await at(['One.jpg', 'Two.jpg'])
    await page.goto('/assets')
    assert.equal(await page.locator('.main-nav a[aria-current="page"]').innerText(), 'Assets')
    const counts = () =>
      page
        .locator('#buckets a')
        .allInnerTexts()
        .then((all) => all.map((text) => text.replace(/\s+/g, ' ').trim()))
    assert.deepEqual(await counts(), ['All assets 2', 'Recently added 2', 'Unfiled 2', 'Trash 0'])
    await guest.visitor.card('One').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await until(async () => (await counts()).join() === 'All assets 1,Recently added 1,Unfiled 1,Trash 1', 'the counts')
  })

  test('the newest comes first in a grid whose rows are level and whose pictures are whole (S0-01, S0-02, S1-08, S4-04)', async ({
    assert,
  }) => {
    const { visitor, page } = await at(['One.jpg', 'Two.jpg', 'Three.jpg', 'Four.jpg', 'Five.jpg', 'Six.jpg'])
    await page.goto('/assets')
    assert.deepEqual(await visitor.names(), ['Six', 'Five', 'Four', 'Three', 'Two', 'One'])
    const boxes = await page.locator('.card').evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON()))
    const rows = Map.groupBy(boxes, (box) => Math.round(box.top))
    for (const row of rows.values()) assert.closeTo(row[0].height, row.at(-1).height, 1)
    for (const box of boxes) assert.closeTo(box.width / box.height, 240 / 160, 0.02)
  })

  test('what is listed, and nothing else, can be had as a table', async ({ assert }) => {
    const { page } = await at(['Meadow.jpg', 'Harbour.jpg'])
    await page.goto('/assets?text=meadow')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export as CSV' }).click()])
    assert.match(download.suggestedFilename(), /^assets-.*\.csv$/)
    const table = await readFile(await download.path(), 'utf8')
    assert.include(table, 'Meadow.jpg')
    assert.notInclude(table, 'Harbour')
  })

  test('a card tells on hover its name, dimensions, creator and DPI (S1-46, S1-49, S1-50, S3-25)', async ({ assert }) => {
    const { visitor, page } = await at(['Meadow.jpg'])
    await page.goto('/assets')
    const caption = visitor.card('Meadow').locator('.caption')
    const opacity = () => page.evaluate<string>(`getComputedStyle(document.querySelector('.caption')).opacity`)
    await until(async () => (await opacity()) === '0', 'the quiet card')
    await visitor.card('Meadow').hover()
    await until(async () => (await opacity()) === '1', 'the caption')
    const text = await caption.innerText()
    for (const told of ['Meadow', '240 × 160', visitor.user.name, '72 dpi']) assert.include(text, told)
    assert.isAbove(await page.evaluate<number>(`document.querySelector('.card img').naturalWidth`), 0)
  })

  test('badges say what differs from the ordinary: type and failure (S1-47, S2-39)', async ({ assert }) => {
    const visitor = await visit()
    await visitor.have('Plain.jpg')
    await visitor.have('Guide.pdf', pdfWith(['Alpine guide', 'Second page']))
    await visitor.have('Broken.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    await visitor.settled()
    await visitor.page.goto('/assets')
    assert.equal((await visitor.card('Plain').locator('.badges').innerText()).trim(), '')
    assert.include(await visitor.card('Guide').innerText(), 'PDF')
    assert.include(await visitor.card('Guide').innerText(), '2 pages')
    assert.include(await visitor.card('Broken').innerText(), 'Failed')
    assert.deepEqual(visitor.errors, [])
  })

  test('results follow what is typed, and the address with them (S1-33, S2-37)', async ({ assert }) => {
    const { visitor, page } = await at(['Red poppy.jpg', 'Blue poppy.jpg', 'Oak.jpg'])
    await page.goto('/assets')
    await page.keyboard.press('/')
    await page.keyboard.type('popp')
    await until(async () => (await visitor.names()).length === 2, 'two results')
    assert.equal(new URL(page.url()).searchParams.get('text'), 'popp')
    assert.include(await page.locator('.summary').innerText(), '2 assets')
    assert.equal(await page.evaluate('document.activeElement.id'), 'find-text')
    await page.keyboard.type('xyz')
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await page.getByRole('link', { name: 'Clear all' }).first().click()
    await until(async () => (await visitor.names()).length === 3, 'everything again')
    assert.equal(await page.locator('#find-text').inputValue(), '')
  })

  test('the text inside documents is found', async ({ assert }) => {
    const visitor = await visit()
    await visitor.have('Manual.pdf', pdfWith(['the gearbox of the funicular']))
    await visitor.have('Other.jpg')
    await visitor.settled()
    await visitor.page.goto('/assets?text=funicular')
    assert.deepEqual(await visitor.names(), ['Manual'])
  })

  test('type tabs, status filter and sort narrow what the rail shows, together (S1-06, S1-07, S2-38, S2-39, S4-46)', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Big.jpg', undefined)
    await visitor.have('Alpha.jpg')
    await visitor.have('Guide.pdf', pdfWith(['Guide']))
    await visitor.settled()
    await page.goto('/assets?bucket=recent')
    await page.getByRole('link', { name: 'Images' }).click()
    await until(async () => (await visitor.names()).join() === 'Alpha,Big', 'the images')
    await page.locator('summary', { hasText: 'Latest' }).click()
    await page.locator('.drop').getByRole('link', { name: 'Name' }).click()
    await until(async () => page.url().includes('sort=name'), 'the sort')
    const asked = new URL(page.url()).searchParams
    assert.deepEqual([asked.get('bucket'), asked.get('type'), asked.get('sort')], ['recent', 'image', 'name'])
    await page.locator('summary', { hasText: 'Status' }).click()
    await page.locator('.drop').getByRole('link', { name: 'Failed' }).click()
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await page.goBack()
    await until(async () => (await visitor.names()).join() === 'Alpha,Big', 'the step back')
    assert.deepEqual(visitor.errors, [])
  })

  test('it scrolls for ever, and coming back finds the same place (S1-09)', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.haveMany(130)
    await page.goto('/assets')
    const count = () => page.locator('.card').count()
    assert.equal(await count(), 60)
    await until(async () => {
      await page.evaluate('scrollTo(0, document.body.scrollHeight)')
      return (await count()) === 130
    }, 'all cards')
    assert.isTrue(await page.getByText('That is all of them.').isVisible())
    const names = await visitor.names()
    assert.equal(new Set(names).size, 130)

    await page.locator('.card').nth(100).scrollIntoViewIfNeeded()
    const before = await page.evaluate<number>('scrollY')
    await page.goto('/account')
    await page.goBack()
    await until(async () => Math.abs((await page.evaluate<number>('scrollY')) - before) < 4, 'the same place')
    assert.isAtLeast(await count(), 101)
  })

  test('stepping back to a list finds it as far loaded and scrolled as it was left (S1-09)', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.haveMany(80)
    await visitor.settled()
    await page.goto('/assets')
    await until(async () => {
      await page.evaluate('scrollTo(0, document.body.scrollHeight)')
      return (await page.locator('.card').count()) === 80
    }, 'all cards')
    const before = await page.evaluate<number>('scrollY')
    await page.keyboard.press('/')
    await page.keyboard.type('Picture 007')
    await until(async () => (await visitor.names()).length === 1, 'the result')
    await page.goBack()
    await until(async () => Math.abs((await page.evaluate<number>('scrollY')) - before) < 4, 'the same place')
    assert.equal(await page.locator('.card').count(), 80)
    assert.deepEqual(visitor.errors, [])
  })

  test('a filter chosen by keyboard keeps the focus, and what came of it is said', async ({ assert }) => {
    const { visitor, page } = await at(['One.jpg', 'Two.jpg'])
    await page.goto('/assets')
    await page.getByRole('link', { name: 'Videos' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Videos')
    assert.include(await page.locator('#announcement').innerText(), '0 assets')
    assert.deepEqual(visitor.errors, [])
  })

  test('what is processed when the page opens becomes ready in place (S2-26, S2-27)', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await page.route('**/assets', async (route) => {
      const response = await route.fetch()
      const body = await response.text()
      await route.fulfill({ response, body: body.replaceAll('data-status="ready"', 'data-status="processing"') })
    })
    await visitor.have('Slow.jpg')
    await visitor.settled()
    await page.goto('/assets')
    assert.equal(await visitor.card('Slow').getAttribute('data-status'), 'processing')
    await until(async () => (await visitor.card('Slow').getAttribute('data-status')) === 'ready', 'the fresh card')
    assert.deepEqual(visitor.errors, [])
  })
})

async function at(files: string[]) {
  const visitor = await visit()
  for (const file of files) await visitor.have(file)
  await visitor.settled()
  return { visitor, page: visitor.page }
}
