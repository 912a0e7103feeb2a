import { test } from '@japa/runner'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inChromium, until, visit, type Visit } from '#tests/support/chromium'
import { hasFfmpeg, makeSound, makeVideo, pdfWith, temporaryFolder } from '#tests/fixtures/media'
import { picture } from '#tests/support/pictures'

test.group('The viewer', (group) => {
  inChromium(group)

  test('double click, Enter and Preview open it over the grid, on a dark stage (S1-53, S1-54, S2-41, S2-45, S2-50, C15)', async ({
    assert,
  }) => {
    const visitor = await three()
    const { page } = visitor
    await page.goto('/assets')
    await visitor.card('Two').dblclick()
    await opened(visitor, 'Two')
    assert.equal(await page.evaluate(`getComputedStyle(document.querySelector('#viewer')).backgroundColor`), 'rgb(17, 17, 19)')
    await page.keyboard.press('Escape')
    await closed(visitor)
    await visitor.card('Three').locator('.open').focus()
    await page.keyboard.press('Enter')
    await opened(visitor, 'Three')
    await page.keyboard.press('Escape')
    await closed(visitor)
    await visitor.card('One').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Preview' }).click()
    await opened(visitor, 'One')
    assert.deepEqual(await page.locator('#viewer .tabs a').allInnerTexts(), ['Details', 'Info', 'Categories'])
    assert.deepEqual(visitor.errors, [])
  })

  test('arrows on the screen and on the keyboard move, the position is told, Esc comes back to the picture last seen (S1-58, S1-59, S1-60, S1-61)', async ({
    assert,
  }) => {
    const visitor = await three()
    const { page } = visitor
    await page.goto('/assets')
    await visitor.card('Three').dblclick()
    await opened(visitor, 'Three')
    assert.equal(await page.locator('[data-position]').innerText(), '1 of 3')
    assert.isFalse(await page.getByRole('link', { name: 'Previous asset' }).isVisible())
    await page.getByRole('link', { name: 'Next asset' }).click()
    await opened(visitor, 'Two')
    await page.keyboard.press('ArrowRight')
    await opened(visitor, 'One')
    assert.equal(await page.locator('[data-position]').innerText(), '3 of 3')
    await page.keyboard.press('ArrowLeft')
    await opened(visitor, 'Two')
    await page.locator('.strip a').first().click()
    await opened(visitor, 'Three')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await opened(visitor, 'One')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await opened(visitor, 'Three')
    await page.keyboard.press('ArrowRight')
    await opened(visitor, 'Two')
    await page.keyboard.press('Escape')
    await closed(visitor)
    assert.equal(await page.evaluate(`document.activeElement.closest('.card').dataset.name`), 'Two')
    assert.equal(new URL(page.url()).pathname, '/assets')
    assert.deepEqual(visitor.errors, [])
  })

  test('a click on the picture toggles fit and zoom, the wheel zooms at the pointer, dragging pans (S1-55, S1-56, S1-57)', async ({
    assert,
  }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Large.jpg', await picture({ width: 3000, height: 2000 }))
    await visitor.settled()
    await page.goto('/assets')
    await visitor.card('Large').dblclick()
    await opened(visitor, 'Large')
    const image = page.locator('.picture img')
    await until(() => image.evaluate((one) => (one as unknown as { complete: boolean }).complete), 'the picture')
    const box = async () => (await image.boundingBox())!
    const fitted = await box()
    await image.click()
    await until(async () => (await box()).width > fitted.width * 1.5, 'the zoom')
    const zoomed = await box()
    await page.mouse.move(fitted.x + fitted.width / 2, fitted.y + fitted.height / 2)
    await page.mouse.down()
    await page.mouse.move(fitted.x + fitted.width / 2 - 80, fitted.y + fitted.height / 2 - 40, { steps: 4 })
    await page.mouse.up()
    const panned = await box()
    assert.closeTo(panned.x, zoomed.x - 80, 2)
    assert.closeTo(panned.y, zoomed.y - 40, 2)
    assert.closeTo(panned.width, zoomed.width, 1)
    await page.mouse.click(fitted.x + fitted.width / 2, fitted.y + fitted.height / 2)
    await until(async () => Math.abs((await box()).width - fitted.width) < 1, 'the fit')

    const at = { x: fitted.x + fitted.width * 0.25, y: fitted.y + fitted.height * 0.25 }
    await page.mouse.move(at.x, at.y)
    await page.mouse.wheel(0, -600)
    await until(async () => (await box()).width > fitted.width * 2, 'the wheel')
    const wheeled = await box()
    assert.closeTo((at.x - wheeled.x) / wheeled.width, 0.25, 0.01)
    assert.closeTo((at.y - wheeled.y) / wheeled.height, 0.25, 0.01)
    assert.match(await page.locator('[data-zoom-level]').innerText(), /\d+ %/)
    assert.deepEqual(visitor.errors, [])
  })

  test('its address opens it for others, with its neighbours in the same list (deep link)', async ({ assert }) => {
    const visitor = await three()
    const { page } = visitor
    const { body } = await visitor.program.json('/assets?text=Two')
    await page.goto(`/assets/${body.data[0].id}/view`)
    await opened(visitor, 'Two')
    assert.equal(await page.locator('[data-position]').innerText(), '2 of 3')
    await page.keyboard.press('ArrowRight')
    await opened(visitor, 'One')
    await page.reload()
    await opened(visitor, 'One')
    await page.keyboard.press('Escape')
    await page.locator('#grid').waitFor()
    assert.deepEqual(visitor.errors, [])
  })

  test('opened from the middle of a list, it tells the place in all of it', async ({ assert }) => {
    const visitor = await three()
    const { page } = visitor
    const { body } = await visitor.program.json('/assets?limit=1')
    await page.goto(`/assets?cursor=${body.meta.next}`)
    await visitor.card('Two').dblclick()
    await opened(visitor, 'Two')
    assert.equal(await page.locator('[data-position]').innerText(), '2 of 3')
    await page.keyboard.press('ArrowLeft')
    await opened(visitor, 'Three')
    assert.equal(await page.locator('[data-position]').innerText(), '1 of 3')
    assert.deepEqual(visitor.errors, [])
  })

  test('the pages of a document are turned (S2-45)', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Guide.pdf', pdfWith(['One', 'Two', 'Three']))
    await visitor.settled()
    await page.goto('/assets')
    await visitor.card('Guide').dblclick()
    await opened(visitor, 'Guide')
    assert.equal(await page.locator('[data-page-label]').innerText(), 'Page 1 of 3')
    await Promise.all([
      page.waitForResponse((response) => response.url().includes('page=2') && response.status() === 200),
      page.getByRole('link', { name: 'Next page' }).click(),
    ])
    assert.equal(await page.locator('[data-page-label]').innerText(), 'Page 2 of 3')
    await page.keyboard.press('PageDown')
    assert.equal(await page.locator('[data-page-label]').innerText(), 'Page 3 of 3')
    assert.equal(await page.getByRole('link', { name: 'Next page' }).getAttribute('aria-disabled'), 'true')
    assert.deepEqual(visitor.errors, [])
  })

  test('videos and sounds play and seek; videos say how long and how sharp they are (S1-48, S2-42, S2-44)', async ({ assert }) => {
    const folder = temporaryFolder()
    makeVideo(join(folder.path, 'clip.mp4'))
    makeSound(join(folder.path, 'tone.mp3'))
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Clip.mp4', readFileSync(join(folder.path, 'clip.mp4')))
    await visitor.have('Tone.mp3', readFileSync(join(folder.path, 'tone.mp3')))
    folder.remove()
    await visitor.settled()
    await page.goto('/assets')
    assert.match(await visitor.card('Clip').innerText(), /\d:\d\d/)
    for (const [name, tag] of [
      ['Clip', 'video'],
      ['Tone', 'audio'],
    ] as const) {
      await visitor.card(name).dblclick()
      await opened(visitor, name)
      const duration = () => page.evaluate<number>(`document.querySelector('.picture ${tag}').duration`)
      await until(async () => (await duration()) > 0, `the length of ${name}`)
      await page.evaluate(`document.querySelector('.picture ${tag}').currentTime = ${(await duration()) / 2}`)
      await until(() => page.evaluate<boolean>(`!document.querySelector('.picture ${tag}').seeking`), 'the seek')
      assert.closeTo(await page.evaluate<number>(`document.querySelector('.picture ${tag}').currentTime`), (await duration()) / 2, 0.3)
      await page.keyboard.press('Escape')
      await closed(visitor)
    }
    assert.deepEqual(visitor.errors, [])
  }).skip(!hasFfmpeg, 'ffmpeg is not installed')

  test('a film that this browser cannot play says so', async ({ assert }) => {
    const folder = temporaryFolder()
    const film = readFileSync(makeVideo(join(folder.path, 'old.avi')))
    folder.remove()
    const visitor = await visit()
    await visitor.have('Old.avi', film)
    await visitor.settled()
    await visitor.page.goto('/assets')
    await visitor.card('Old').dblclick()
    await opened(visitor, 'Old')
    await visitor.page.locator('.scene .unplayable').waitFor()
    assert.isTrue(await visitor.page.locator('#viewer-panel').getByRole('link', { name: 'Download' }).isVisible())
  }).skip(!hasFfmpeg, 'ffmpeg is not installed')

  test('what cannot be previewed gets an honest placeholder with the way to the original', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Notes.xyz', Buffer.from([1, 2, 3, 4, 5, 250, 251]))
    await visitor.settled()
    await page.goto('/assets')
    await visitor.card('Notes').dblclick()
    await opened(visitor, 'Notes')
    assert.include(await page.locator('.scene').innerText(), 'There is no preview for')
    assert.isTrue(await page.locator('#viewer-panel').getByRole('link', { name: 'Download' }).isVisible())
  })

  test('deleting on the stage goes on to the next one', async ({ assert }) => {
    const visitor = await three()
    const { page } = visitor
    await page.goto('/assets')
    await visitor.card('Three').dblclick()
    await opened(visitor, 'Three')
    await page.keyboard.press('Delete')
    await opened(visitor, 'Two')
    assert.equal(await page.locator('[data-position]').innerText(), '1 of 2')
    assert.deepEqual(visitor.errors, [])
  })
})

async function three(): Promise<Visit> {
  const visitor = await visit()
  for (const file of ['One.jpg', 'Two.jpg', 'Three.jpg']) await visitor.have(file)
  await visitor.settled()
  return visitor
}

const opened = ({ page }: Visit, name: string) => page.locator(`#viewer[data-name="${name}"]`).waitFor()
const closed = ({ page }: Visit) => until(async () => (await page.locator('#viewer').count()) === 0, 'the closed viewer')
