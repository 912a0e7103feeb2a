import { test } from '@japa/runner'
import { inChromium, until, visit } from '#tests/support/chromium'

test.group('Searching in words of experts, in the page (S1-34)', (group) => {
  inChromium(group)

  test('words are suggested, become chips that can be taken off, and leave the rest in the field', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Rose.jpg', undefined, { tags: 'red, summer sale', rating: '5' })
    await visitor.have('Poppy.jpg', undefined, { tags: 'red' })
    await visitor.have('Lily.jpg', undefined, { tags: 'white' })
    await page.goto('/assets')
    await page.locator('#find-text').focus()
    await page.keyboard.type('tag:re')
    await page.locator('#find-words').getByText('red').waitFor()
    assert.lengthOf(await visitor.names(), 3, 'nothing is looked for while a word is not finished')
    await visitor.hasNoViolations(assert, 'the suggestions')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await until(async () => (await visitor.names()).length === 2, 'the red ones')
    await page.getByRole('link', { name: 'Take off the filter Tag red' }).waitFor()
    await until(async () => (await page.locator('#find-text').inputValue()) === '', 'the field to be free')
    await page.locator('#find-text').pressSequentially('rose rating>=4 ')
    await until(async () => (await visitor.names()).join() === 'Rose', 'the rose')
    await until(async () => (await page.locator('#find-text').inputValue()).trim() === 'rose', 'what is left')
    assert.include(page.url(), 'rating=4%2C5')
    assert.include(page.url(), 'text=rose')
    await page.reload()
    assert.deepEqual(await visitor.names(), ['Rose'])
    assert.deepEqual(visitor.errors, [])
  })

  test('Enter finishes a word, Escape closes the suggestions', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Rose.jpg', undefined, { rating: '5' })
    await visitor.have('Lily.jpg')
    await page.goto('/assets')
    await page.locator('#find-text').focus()
    await page.keyboard.type('rating:')
    await page.locator('#find-words').getByText('5').waitFor()
    await page.keyboard.press('Escape')
    assert.isFalse(await page.locator('#find-words').isVisible())
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    await until(async () => (await visitor.names()).join() === 'Rose', 'the rose')
    assert.deepEqual(visitor.errors, [])
  })
})
