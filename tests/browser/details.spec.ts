import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { inChromium, until, visit, type Visit } from '#tests/support/chromium'
import { pdfWith } from '#tests/fixtures/media'

test.group('The details panel', (group) => {
  inChromium(group)

  test('somebody else changing the same field first is told, and nothing of theirs is lost (S3-09)', async ({ assert }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    await page.goto(`/assets/${id}?tab=info`)
    await page.getByRole('textbox', { name: 'Title' }).fill('Mine')
    await visitor.program.json(`/assets/${id}`, { method: 'PATCH', json: { title: 'Theirs' } })
    await page.keyboard.press('Tab')
    await page.getByText('Somebody else changed this at the same time').waitFor()
    await until(async () => (await page.getByRole('textbox', { name: 'Title' }).inputValue()) === 'Theirs', 'their title')
    assert.equal(await title(visitor, id), 'Theirs')
  })

  test('a value that is not valid is named beside its field', async ({ assert }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    await page.goto(`/assets/${id}?tab=info`)
    await page.getByText('Source and keywords').click()
    await page.getByLabel('Source address').fill('not an address')
    await page.keyboard.press('Enter')
    await page.locator('[data-field="sourceUrl"] .error').waitFor()
    assert.equal(await page.evaluate('document.activeElement.name'), 'sourceUrl')
    assert.deepEqual(visitor.errors, [])
  })

  test('who may only look gets no form (S4-02)', async ({ assert }) => {
    const { visitor, id } = await one('Meadow.jpg')
    const reader = await visit({ role: 'dam-read' })
    await reader.page.goto(`/assets/${id}?tab=info`)
    assert.isTrue(await reader.page.getByText('Your role lets you look, not change.').isVisible())
    assert.equal(await reader.page.locator('#panel form').count(), 0)
    assert.deepEqual([...visitor.errors, ...reader.errors], [])
  })

  test('a click opens the panel beside the grid, with what the file is (S0-10, S0-11, S2-40, S2-43, S4-04, S4-07, S4-08, S4-09, S4-10, S4-16, S4-17, S4-18, S4-19, S4-20, S4-21, C15)', async ({
    assert,
  }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    await page.goto('/assets')
    await visitor.card('Meadow').click()
    await page.locator('#panel').waitFor()
    assert.equal(new URL(page.url()).pathname, `/assets/${id}`)
    const text = (await page.locator('#panel').innerText()).replace(/\s+/g, ' ')
    for (const told of [
      'Name Meadow',
      'File name Meadow.jpg',
      'File type Image · JPEG',
      'Dimensions 240 × 160 px',
      'Colour space sRGB',
      `Added by ${visitor.user.name}`,
      'Added',
      'File size',
      'SHA-256',
    ]) {
      assert.include(text, told)
    }
    assert.deepEqual(await page.locator('#panel .tabs a').allInnerTexts(), ['Details', 'Info', 'Categories'])
    await page.goBack()
    await until(async () => (await page.locator('#panel').count()) === 0, 'the closed panel')
    assert.deepEqual(visitor.errors, [])
  })

  test('opening it keeps the picture that was clicked where the eye is', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.haveMany(40)
    await visitor.settled()
    await page.goto('/assets')
    const card = visitor.card('Picture 012')
    await card.scrollIntoViewIfNeeded()
    const before = (await card.boundingBox())!.y
    await card.click()
    await page.locator('#panel').waitFor()
    assert.closeTo((await card.boundingBox())!.y, before, 2)
  })

  test('the address of an asset opens its details for whoever may see it (deep link)', async ({ assert }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    await page.goto(`/assets/${id}?type=image`)
    assert.isTrue(await page.locator('#panel').isVisible())
    assert.equal(await page.locator('.toolbar .tabs a[aria-current]').innerText(), 'Images')
    assert.isTrue(await visitor.card('Meadow').evaluate((card) => card.classList.contains('is-open')))
    const response = await page.goto('/assets/00000000-0000-7000-8000-000000000000')
    assert.equal(response?.status(), 404)
    assert.isTrue(await page.getByRole('heading', { name: 'Not found' }).isVisible())
  })

  test('everything that can change is edited in the Info tab (S3-09, S1-62, S1-63)', async ({ assert }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    await page.goto('/assets')
    await visitor.card('Meadow').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const values: Record<string, string> = {
      'Name': 'Summer meadow',
      'Title': 'Noon',
      'Description': 'Poppies and cornflowers',
      'Alt text': 'A field of flowers',
      'Keywords': 'summer, flowers',
      'Copyright': '© Example',
      'Source address': 'https://example.com/meadow',
    }
    for (const fold of ['Rights and use', 'Source and keywords']) await page.locator('#panel').getByText(fold).click()
    for (const [label, value] of Object.entries(values)) await page.locator('#panel').getByLabel(label, { exact: true }).fill(value)
    await page.keyboard.press('Control+s')
    let body: Record<string, unknown> = {}
    await until(async () => (body = (await visitor.program.json(`/assets/${id}`)).body).sourceUrl !== null, 'the last of them saved')
    assert.containSubset(body, {
      name: 'Summer meadow',
      title: 'Noon',
      description: 'Poppies and cornflowers',
      altText: 'A field of flowers',
      keywords: ['summer', 'flowers'],
      copyright: '© Example',
      sourceUrl: 'https://example.com/meadow',
    })
    assert.equal(await visitor.card('Summer meadow').count(), 1)
    await page.locator('#panel').getByRole('link', { name: 'Details', exact: true }).click()
    await page.locator('#panel .facts .words a', { hasText: 'flowers' }).click()
    await until(async () => page.url().includes('text=flowers'), 'the search for a keyword')
    assert.deepEqual(visitor.errors, [])
  })

  test('what is changed is saved as one goes, and can be taken back (S1-64, S1-65, S1-66)', async ({ assert }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    const asset = async () => (await visitor.program.json(`/assets/${id}`)).body
    await visitor.have('Beach.jpg', undefined, { tags: 'Summer' })
    await page.goto(`/assets/${id}?tab=info`)
    await page.getByTitle('4 stars').click()
    await until(async () => (await asset()).rating === 4, 'four stars')
    await page.getByTitle('4 stars').click()
    await until(async () => (await asset()).rating === null, 'no stars')
    await page.getByRole('combobox', { name: 'Tags' }).fill('su')
    await page.getByRole('option', { name: 'Summer' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('poppy, ')
    await until(async () => (await asset()).tags.length === 2, 'both tags')
    assert.deepEqual(
      (await asset()).tags.map(({ name }: { name: string }) => name),
      ['poppy', 'Summer']
    )
    await page.getByRole('button', { name: 'Remove Summer' }).click()
    await until(async () => (await asset()).tags.length === 1, 'one tag less')
    await page.locator('#panel').getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await asset()).tags.length === 2, 'the tag back')
    await page.getByRole('button', { name: 'Remove Summer' }).waitFor()
    await visitor.hasNoViolations(assert, 'the Info tab with tags and stars')
    assert.deepEqual(visitor.errors, [])
  })

  test('usage rights and the day of expiry are kept as they are shown (S0-18, S0-17)', async ({ assert }) => {
    const visitor = await visit({}, { javaScriptEnabled: false })
    const { page } = visitor
    const id = await visitor.have('Meadow.jpg')
    await page.goto(`/assets/${id}?tab=info`)
    const panel = page.locator('#panel')
    await panel.getByText('Rights and use').click()
    await panel.getByLabel('Licence').fill('CC BY 4.0')
    await panel.getByLabel('May be used from').fill('2026-05-01')
    await panel.getByLabel('Expires on').fill('2030-12-31')
    await panel.getByLabel('3 stars').check()
    await panel.getByLabel('Tags').fill('Summer, poppy')
    await page.getByRole('button', { name: 'Save' }).click()
    const facts = panel.locator('.facts').first()
    for (const said of ['CC BY 4.0', '1 May 2026', '31 Dec 2030', '★★★', 'Summer', 'poppy'])
      await facts.getByText(said, { exact: true }).waitFor()
    const { body } = await visitor.program.json(`/assets/${id}`)
    assert.containSubset(body, { rating: 3, expiresAt: '2030-12-31T23:59:59.999Z', usageFrom: '2026-05-01T00:00:00.000Z' })
  })

  test('renaming happens in place: Enter keeps the new name, Esc the old one (S1-63)', async ({ assert }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    await page.goto('/assets')
    await visitor.card('Meadow').locator('.open').focus()
    await page.keyboard.press('F2')
    await page.locator('.rename-input').fill('Never mind')
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('#panel [data-rename]').innerText(), 'Meadow')
    await page.getByRole('button', { name: 'Rename' }).click()
    await page.locator('.rename-input').fill('Alpine meadow')
    await page.keyboard.press('Enter')
    await page.getByText('Renamed to “Alpine meadow”.').waitFor()
    const { body } = await visitor.program.json(`/assets/${id}`)
    assert.equal(body.name, 'Alpine meadow')
    assert.equal(body.fileName, 'Meadow.jpg')
    assert.equal(await visitor.card('Alpine meadow').count(), 1)
    assert.deepEqual(visitor.errors, [])
  })

  test('a failed asset says why, what to do, and is tried again on request (S2-58, S2-59)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin' })
    const { page } = visitor
    await visitor.have('Broken.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    await visitor.settled()
    await page.goto('/assets?processingStatus=failed')
    await visitor.card('Broken').click()
    const notice = page.locator('#panel .notice.bad')
    assert.include(await notice.innerText(), 'This file could not be processed')
    assert.include(await notice.innerText(), 'Check its format and size')
    await notice.getByRole('button', { name: 'Retry' }).click()
    await page.getByText('Trying again.').waitFor()
    await until(async () => {
      const { body } = await visitor.program.json('/activities?action=asset.retried')
      return body.data.length === 1
    }, 'the retry')
    assert.deepEqual(visitor.errors, [])
  })

  test('actions of the menu: Preview, Copy link, Download, Rename, Delete (S1-74, S1-75, S2-49, S2-50, S2-51, S2-52, S2-53)', async ({
    assert,
  }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto('/assets')
    await visitor.card('Meadow').hover()
    await visitor.card('Meadow').getByRole('button', { name: 'Actions for Meadow' }).click()
    const items = (await page.getByRole('menuitem').allInnerTexts()).map((text) => text.split('\n')[0])
    for (const item of ['Preview', 'Copy link', 'Download', 'Rename', 'Delete']) assert.include(items, item)
    await page.getByRole('menuitem', { name: 'Copy link' }).click()
    await page.getByText('Link copied.').waitFor()
    assert.match(await page.evaluate<string>('navigator.clipboard.readText()'), new RegExp(`/assets/${id}$`))
    await visitor.card('Meadow').click({ button: 'right' })
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download' }).click()])
    assert.equal(download.suggestedFilename(), 'Meadow.jpg')
    assert.deepEqual(visitor.errors, [])
  })

  test('the panel gives out the original, a copy with its metadata, and the metadata as XMP, by keys alone (S3-03, S3-06)', async ({
    assert,
  }) => {
    const { visitor, page, id } = await one('Meadow.jpg')
    await visitor.program.json(`/assets/${id}`, { method: 'PATCH', json: { title: 'Grüne Wiese' } })
    await page.goto(`/assets/${id}`)
    const menu = page.locator('#panel .download-drop')
    await menu.locator('summary').focus()
    await page.keyboard.press('Enter')
    await menu.getByRole('link', { name: 'With metadata' }).waitFor()
    await visitor.hasNoViolations(assert, 'the download menu')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    const [copy] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    assert.equal(copy.suggestedFilename(), 'Meadow.jpg')
    assert.include(await readFile(await copy.path(), 'utf8'), 'Grüne Wiese')
    await menu.locator('summary').click()
    const [beside] = await Promise.all([page.waitForEvent('download'), menu.getByRole('link', { name: 'Metadata as XMP' }).click()])
    assert.equal(beside.suggestedFilename(), 'Meadow.xmp')
    assert.include(await readFile(await beside.path(), 'utf8'), 'Grüne Wiese')
    await menu.locator('summary').click()
    await page.keyboard.press('Escape')
    await menu.getByRole('link', { name: 'Original' }).waitFor({ state: 'hidden' })
    assert.deepEqual(visitor.errors, [])
  })

  test('without script one reads, searches, pages, edits, deletes and restores by links and forms', async ({ assert }) => {
    const visitor = await visit({}, { javaScriptEnabled: false })
    const { page } = visitor
    await visitor.haveMany(61)
    await visitor.have('Guide.pdf', pdfWith(['One', 'Two']))
    await page.goto('/assets')
    assert.equal(await page.locator('.card').count(), 60)
    await page.getByRole('link', { name: 'Show more' }).click()
    assert.equal(await page.locator('.card').count(), 2)
    await page.locator('#find-text').fill('guide')
    await page.keyboard.press('Enter')
    await page.waitForURL(/text=guide/)
    assert.deepEqual(await visitor.names(), ['Guide'])
    await visitor.card('Guide').locator('.open').click()
    await page.getByRole('link', { name: 'Info' }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('Alpine guide')
    await page.getByRole('button', { name: 'Save' }).click()
    await page
      .locator('#panel')
      .filter({ hasText: /Title\s+Alpine guide/ })
      .waitFor()
    await page.getByRole('link', { name: /^Preview Guide/ }).click()
    await page.waitForURL(/\/view/)
    await page.getByRole('link', { name: 'Close the viewer' }).click()
    await visitor.card('Guide').locator('.open').click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await visitor.card('Guide').waitFor({ state: 'detached' })
    await page.goto('/assets?bucket=trash')
    await visitor.card('Guide').locator('.open').click()
    await page.getByRole('button', { name: 'Restore' }).click()
    await page.locator('#panel').getByRole('button', { name: 'Delete' }).waitFor()
  })
})

async function one(file: string) {
  const visitor = await visit()
  const id = await visitor.have(file)
  await visitor.settled()
  return { visitor, page: visitor.page, id }
}

async function title(visitor: Visit, id: string) {
  return (await visitor.program.json(`/assets/${id}`)).body.title
}
