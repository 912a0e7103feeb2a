import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'

/** Three pictures of which one is rated 5 and one 2. */
async function rated(visitor: Visit) {
  const ids = [await visitor.have('Best.jpg'), await visitor.have('Fair.jpg'), await visitor.have('Unrated.jpg')]
  for (const [at, rating] of [5, 2].entries()) {
    await visitor.program.json(`/assets/${ids[at]}`, { method: 'PATCH', json: { rating } })
  }
  await visitor.settled()
}

test.group('The filters of the library', (group) => {
  inChromium(group)

  test('are ticked and taken off by keyboard, and results follow at once (S1-32, S1-33, S1-40, S1-42 to S1-44)', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' })
    const { page } = visitor
    await rated(visitor)
    await page.goto('/assets')
    await page.locator('#filters > summary').focus()
    await page.keyboard.press('Enter')
    await until(async () => (await page.locator('#filter-rating-0 ~ small').count()) === 1, 'the numbers')
    assert.equal(await page.locator('#filter-rating-0 ~ small').innerText(), '1')
    await visitor.hasNoViolations(assert, 'the filters')
    await page.locator('#filter-rating-0').focus()
    await page.keyboard.press('Space')
    await until(async () => (await visitor.names()).length === 1, 'the list')
    assert.deepEqual(await visitor.names(), ['Best'])
    assert.isTrue(await page.evaluate('document.getElementById("filters").open'))
    assert.equal(await page.evaluate('document.activeElement?.id'), 'filter-rating-0')
    assert.include(page.url(), 'rating=5')
    await page.locator('#filter-rating-3').check()
    await until(async () => (await visitor.names()).length === 2, 'the list')
    assert.match(await page.locator('#filters .badge').innerText(), /^1\s+on$/)
    await page.keyboard.press('Escape')
    assert.isFalse(await page.evaluate('document.getElementById("filters").open'))
    await page.getByRole('link', { name: 'Take off the filter Rating ★★★★★' }).click()
    await until(async () => (await visitor.names()).join() === 'Fair', 'the list')
    await page.goBack()
    await until(async () => (await visitor.names()).length === 2, 'the list')
    await page.locator('.summary').getByRole('link', { name: 'Clear all' }).click()
    await until(async () => (await visitor.names()).length === 3, 'the list')
    assert.deepEqual(visitor.errors, [])
  })

  test('are a form that works without script', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' }, { javaScriptEnabled: false })
    const { page } = visitor
    await rated(visitor)
    await page.goto('/assets?type=image')
    await page.locator('#filters > summary').click()
    await page.locator('#filter-rating-0').check()
    await page.locator('#filter-rating-3').check()
    await page.getByRole('button', { name: 'Show results' }).click()
    assert.sameMembers(await visitor.names(), ['Best', 'Fair'])
    assert.include(page.url(), 'type=image')
    await page.locator('.chip').first().click()
    assert.deepEqual(await visitor.names(), ['Fair'])
  })

  test('fit a phone', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' }, PHONE)
    const { page } = visitor
    await rated(visitor)
    await page.goto('/assets?rating=5')
    await page.locator('#filters > summary').click()
    await visitor.hasNoViolations(assert, 'the filters on a phone')
    assert.isTrue(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  })
})

test.group('The filter by tags', (group) => {
  inChromium(group)

  test('takes several by keyboard, any or all of them, also without script (S1-37, S1-38)', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' })
    const { page } = visitor
    await visitor.have('Rose.jpg', undefined, { tags: 'red, garden' })
    await visitor.have('Poppy.jpg', undefined, { tags: 'red' })
    await visitor.have('Lily.jpg', undefined, { tags: 'white' })
    await page.goto('/assets')
    await page.locator('#tag-filter > summary').focus()
    await page.keyboard.press('Enter')
    await page.locator('#tag-names:focus').waitFor()
    await page.keyboard.type('red')
    await page.getByRole('option', { name: 'red 2' }).waitFor()
    await page.keyboard.press('Enter')
    await until(async () => (await visitor.names()).length === 2, 'the red ones')
    await visitor.hasNoViolations(assert, 'the filter by tags')
    await page.locator('#tag-names:focus').waitFor()
    await page.keyboard.type('white')
    await page.getByRole('option', { name: 'white 1' }).waitFor()
    await page.keyboard.press('Enter')
    await until(async () => (await visitor.names()).length === 3, 'any of them')
    await page.getByLabel('All of them').check()
    await until(async () => (await visitor.names()).length === 0, 'all of them')
    assert.include(page.url(), 'tagMatch=all')
    assert.deepEqual(visitor.errors, [])

    const plain = await visit({ role: 'dam-write' }, { javaScriptEnabled: false })
    await plain.page.goto('/assets')
    await plain.page.locator('#tag-filter > summary').click()
    await plain.page.getByLabel('Tags', { exact: true }).fill('red, garden, unheard-of')
    await plain.page.getByLabel('All of them').check()
    await plain.page.locator('#tag-form').getByRole('button').click()
    assert.deepEqual(await plain.names(), ['Rose'])
  })
})
