import { test } from '@japa/runner'
import { inChromium, PHONE, until, visit } from '#tests/support/chromium'
import { searchByStub } from '#tests/support/search_engine'

test.group('A search engine that does not answer, in the page (S2-37)', (group) => {
  inChromium(group)

  for (const [where, options] of Object.entries({ 'desktop': {}, 'a phone': PHONE, 'the dark': { colorScheme: 'dark' as const } })) {
    test(`the page shows what the database found, and says so: on ${where}`, async ({ assert, cleanup }) => {
      const { stub, end } = await searchByStub()
      cleanup(end)
      const visitor = await visit({}, options)
      const { page } = visitor
      await visitor.have('Harbour.jpg')
      await visitor.have('Orchard.jpg')
      await visitor.settled()
      stub.mood = 503
      await page.goto('/assets')
      assert.equal(await page.getByText('The search engine does not answer').count(), 0)
      await page.locator('#find-text').focus()
      await page.keyboard.type('harbour')
      await page.getByText('The search engine does not answer').waitFor()
      await until(async () => (await visitor.names()).join() === 'Harbour', 'what was found')
      await visitor.hasNoViolations(assert, where)
      assert.deepEqual(visitor.errors, [])
    })
  }
})
