import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit, type Visit } from '#tests/support/chromium'
import { pdfWith } from '#tests/fixtures/media'

test.group('By keyboard alone', (group) => {
  inChromium(group)

  test('arrows walk the grid in two dimensions, Space selects, Enter opens, ? lists the keys', async ({ assert }) => {
    const visitor = await library(30)
    const { page } = visitor
    const focused = () => page.evaluate<string>(`document.activeElement.closest('.card')?.dataset.name`)
    const place = () =>
      page.evaluate<{ x: number; y: number }>(`(({ x, y }) => ({ x, y }))(document.activeElement.getBoundingClientRect())`)
    await page.locator('.card .open').first().focus()
    await page.keyboard.press('ArrowRight')
    assert.equal(await focused(), 'Picture 029')
    const before = await place()
    await page.keyboard.press('ArrowDown')
    const below = await place()
    assert.isAbove(below.y, before.y)
    assert.closeTo(below.x, before.x, 160)
    await page.keyboard.press('ArrowUp')
    assert.equal(await focused(), 'Picture 029')
    await page.keyboard.press('Space')
    assert.equal(await page.locator('.card.is-selected').count(), 1)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+Space')
    assert.equal(await page.locator('.card.is-selected').count(), 3)
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('.card.is-selected').count(), 0)
    await page.keyboard.press('End')
    assert.equal(await focused(), 'Picture 001')
    await page.keyboard.press('?')
    assert.isTrue(await page.locator('#keys').isVisible())
    await page.keyboard.press('Escape')
    assert.equal(await focused(), 'Picture 001')
    await page.keyboard.press('Enter')
    await page.locator('#viewer').waitFor()
    assert.deepEqual(visitor.errors, [])
  })

  test('the grid is one stop of the Tab key, and the details follow the walk', async ({ assert }) => {
    const visitor = await library(6)
    const { page } = visitor
    assert.equal(await page.locator('.card .open[tabindex="0"]').count(), 1)
    await page.locator('.card .open').first().focus()
    await page.keyboard.press('i')
    await page.locator('#panel').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.locator('#panel h2', { hasText: 'Picture 005' }).waitFor()
    await page.keyboard.press('Escape')
    await until(async () => (await page.locator('#panel').count()) === 0, 'the closed panel')
    assert.equal(await page.evaluate(`document.activeElement.closest('.card').dataset.name`), 'Picture 005')
    await page.keyboard.press('Shift+F10')
  })

  test('the skip link leads past the navigation to the content', async ({ assert }) => {
    const { page } = await library(1)
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to content')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.id'), 'main')
  })
})

test.group('On a phone', (group) => {
  inChromium(group)

  test('rail and details are sheets, upload is a floating button, nothing is wider than the screen', async ({ assert }) => {
    const visitor = await library(5, PHONE)
    const { page } = visitor
    const isFitting = () => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')
    assert.isTrue(await isFitting())
    assert.isTrue(await page.locator('.fab').isVisible())
    assert.isFalse(await page.locator('#rail').isVisible())
    await page.getByRole('button', { name: 'Open navigation' }).tap()
    assert.isTrue(await page.locator('#rail').isVisible())
    await page
      .locator('#buckets')
      .getByRole('link', { name: /Recently added/ })
      .tap()
    await until(async () => page.url().includes('bucket=recent'), 'the bucket')
    assert.isFalse(await page.locator('#rail').isVisible())
    await page.locator('.card').first().tap()
    await page.locator('#panel').waitFor()
    const sheet = (await page.locator('#panel').boundingBox())!
    assert.equal(Math.round(sheet.width), 390)
    assert.isTrue(await isFitting())
    await page.getByRole('link', { name: /^Preview/ }).tap()
    await page.locator('#viewer').waitFor()
    await page.getByRole('link', { name: 'Next asset' }).tap()
    await page.locator('[data-position]', { hasText: '2 of 5' }).waitFor()
    assert.isTrue(await isFitting())
    assert.deepEqual(visitor.errors, [])
  })
})

test.group('For everybody (axe)', (group) => {
  inChromium(group)

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [device, options] of [
      ['desktop', {}],
      ['phone', PHONE],
    ] as const) {
      test(`no page has a violation: ${colorScheme}, ${device}`, async ({ assert }) => {
        const visitor = await visit({ role: 'system-admin' }, { ...options, colorScheme })
        const { page } = visitor
        await visitor.haveMany(3)
        const guide = await visitor.have('Guide.pdf', pdfWith(['One', 'Two']))
        const broken = await visitor.have('Broken.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
        const trashed = await visitor.have('Trashed.jpg')
        await visitor.program.json(`/assets/${trashed}`, { method: 'DELETE' })
        await visitor.settled()
        const paths = [
          '/assets',
          '/assets?text=nothing-matches',
          '/assets?bucket=trash',
          `/assets/${guide}`,
          `/assets/${guide}?tab=info`,
          `/assets/${broken}`,
          `/assets/${trashed}`,
          `/assets/${guide}/view`,
          '/account',
          '/account/sign-ins',
          '/people',
          '/people/invite',
          '/no-such-page',
        ]
        for (const path of paths) {
          await page.goto(path)
          await visitor.hasNoViolations(assert, path)
        }
        await page.goto('/assets')
        await page.locator('.card .open').first().focus()
        await page.keyboard.press('Space')
        await visitor.hasNoViolations(assert, 'a selection')
        await page.keyboard.press('?')
        await visitor.hasNoViolations(assert, 'the list of keys')
        await page.keyboard.press('Escape')
        await page.locator('.card').first().click({ button: 'right', force: true })
        await visitor.hasNoViolations(assert, 'the menu')
        await page.context().clearCookies()
        await page.goto('/sign-in')
        await visitor.hasNoViolations(assert, '/sign-in')
        assert.deepEqual(visitor.errors, [])
      })
    }
  }

  test('the theme that was chosen is there from the first pixel of the next page', async ({ assert }) => {
    const { page } = await library(1)
    await page.getByRole('button', { name: /^Account menu/ }).click()
    await page.locator('.theme-choice').getByText('Dark').click()
    assert.equal(await page.evaluate(`getComputedStyle(document.body).backgroundColor`), 'rgb(23, 23, 26)')
    const html = await page.goto('/assets').then((response) => response!.text())
    assert.include(html, 'data-theme="dark"')
  })

  test('who wants no motion sees none', async ({ assert }) => {
    const { page } = await library(1, { reducedMotion: 'reduce' })
    const duration = await page.evaluate<string>(`getComputedStyle(document.querySelector('.caption')).transitionDuration`)
    assert.isBelow(Number.parseFloat(duration), 0.01)
  })
})

async function library(count: number, options: Parameters<typeof visit>[1] = {}): Promise<Visit> {
  const visitor = await visit({}, options)
  await visitor.haveMany(count)
  await visitor.settled()
  await visitor.page.goto('/assets')
  return visitor
}
