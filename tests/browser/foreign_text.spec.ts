import { test } from '@japa/runner'
import { inChromium, visit } from '#tests/support/chromium'

/** Text that would become a script in each of the places where text ends up. */
const RUNS = [
  '<img src=x onerror=xss()>',
  '"><svg onload=xss()>',
  "'-xss()-'",
  '</title><script>xss()</script>',
  '{{ xss() }} {{{ xss() }}} ${xss()}',
  '" autofocus onfocus=xss() x="',
  '<a href="javascript:xss()">a</a>',
  '&lt;img src=x onerror=xss()&gt;',
  '<div x-data x-init=xss() hx-on:load=xss()>',
]

test.group('Text of strangers', (group) => {
  inChromium(group)

  test('never runs, not even in a browser without the policy (T10)', async ({ assert }) => {
    const visitor = await visit({ role: 'system-admin', name: RUNS[0] }, { bypassCSP: true })
    const { page, program } = visitor
    const ran: string[] = []
    await page.exposeFunction('xss', () => ran.push(page.url()))
    page.on('dialog', (dialog) => void dialog.dismiss())
    const ids: string[] = []
    for (const text of RUNS) {
      const id = await visitor.have(`${text}.jpg`)
      const changed = await program.json(`/assets/${id}`, { method: 'PATCH', json: { name: text, title: text, description: text } })
      assert.equal(changed.status, 200)
      ids.push(id)
    }
    await program.json(`/users/${program.user.id}`, { method: 'PATCH', json: { name: RUNS[1] } })
    await visitor.settled()
    const everywhere = ['/assets', '/account', '/people', `/people/${program.user.id}`, '/account/tokens', '/jobs', '/nothing']
    const searched = RUNS.flatMap((text) => [`/assets?text=${encodeURIComponent(text)}`, `/sign-in?next=${encodeURIComponent(text)}`])
    const opened = ids.flatMap((id) => ['info', 'details', 'activity'].map((tab) => `/assets/${id}?tab=${tab}`))
    for (const path of [...everywhere, ...opened, ...searched]) {
      await page.goto(path)
      await page.locator('body').hover({ position: { x: 5, y: 5 } })
    }
    await program.json(`/assets/${ids[0]}`, { method: 'DELETE' })
    await page.goto('/assets?bucket=trash')
    await page.waitForLoadState('networkidle')
    assert.deepEqual(ran, [])
    // The name is there, as text.
    assert.isTrue(await page.getByText(RUNS[0]!).first().isVisible())
    // That it would have been noticed.
    await page.setContent(`<p>${RUNS[0]}</p>`)
    await page.waitForTimeout(300)
    assert.lengthOf(ran, 1)
  }).timeout(90_000)
})
