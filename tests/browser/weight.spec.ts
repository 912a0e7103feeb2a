import { test } from '@japa/runner'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import app from '@adonisjs/core/services/app'
import { inChromium, until, visit } from '#tests/support/chromium'

/** All scripts of a page, gzipped. */
const MOST_SCRIPT = 60_000
/** What Google calls good is 0.1; a picture that moves under the eye is already too much. */
const MOST_SHIFT = 0.01

test.group('What a page weighs and does', (group) => {
  inChromium(group)

  test('no page has a script or a handler in its own text, as the policy demands', async ({ assert }) => {
    const { page, ...visitor } = await visit()
    assert.deepEqual(visitor.errors, [])
    for (const path of ['/assets', '/assets?bucket=trash', '/account', '/sign-in', '/nothing']) {
      const html = await page.request.get(path, { headers: { accept: 'text/html' } }).then((response) => response.text())
      assert.notMatch(html, /<script(?![^>]*\ssrc=)[^>]*>/, path)
      assert.notMatch(html, /<[^>]+\son[a-z]+=/, path)
    }
  })

  test('all scripts together stay under 60 kB', ({ assert }) => {
    const build = app.makePath('public/build')
    const manifest = JSON.parse(readFileSync(`${build}/.vite/manifest.json`, 'utf8')) as Record<string, { file: string }>
    const scripts = Object.values(manifest).filter(({ file }) => file.endsWith('.js'))
    const weight = scripts.reduce((sum, { file }) => sum + gzipSync(readFileSync(`${build}/${file}`)).length, 0)
    assert.isAbove(weight, 0)
    assert.isBelow(weight, MOST_SCRIPT)
  })

  test('nothing moves while pictures arrive and more are loaded', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.haveMany(70)
    await visitor.settled()
    await page.addInitScript(`
      window.shift = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    `)
    await page.goto('/assets')
    await page.waitForLoadState('networkidle')
    for (let screen = 1; screen <= 8; screen++) {
      await page.mouse.wheel(0, 800)
      await until(() => page.evaluate<boolean>(`scrollY >= Math.min(${screen} * 800, document.body.scrollHeight - innerHeight) - 1`))
      await page.waitForLoadState('networkidle')
    }
    assert.equal(await page.locator('.card').count(), 70)
    assert.isBelow(await page.evaluate<number>('window.shift'), MOST_SHIFT)
  })
})
