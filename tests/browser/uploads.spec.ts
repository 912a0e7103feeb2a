import { test } from '@japa/runner'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { temporaryFolder } from '#tests/fixtures/media'
import { inChromium, PHONE, until, visit } from '#tests/support/chromium'
import { picture } from '#tests/support/pictures'

test.group('Uploading in the browser', (group) => {
  inChromium(group)

  test('who may only look can neither choose nor drop files (S4-02)', async ({ assert }) => {
    const { page } = await visit({ role: 'dam-read' })
    await page.goto('/assets')
    assert.equal(await page.locator('[data-act="upload"], #file-input, #drop-zone').count(), 0)
  })

  test('a file that is refused says why in its line, with Retry and Remove; the others go on (S2-36, S2-58)', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    let isRefusing = true
    await page.route('**/api/v1/uploads', async (route) => {
      const isIt = Buffer.from(
        await route
          .request()
          .headerValue('upload-metadata')
          .then((all) => all ?? '')
      ).includes(btoa('Refused.jpg'))
      if (!isIt || !isRefusing) return route.continue()
      const problem = {
        type: 'urn:x',
        title: 'Too large',
        status: 413,
        code: 'file_too_large',
        detail: '“Refused.jpg” is larger than allowed.',
      }
      await route.fulfill({ status: 413, contentType: 'application/problem+json', body: JSON.stringify(problem) })
    })
    await page.goto('/assets')
    await choose(page, [await file('Refused.jpg'), await file('Taken.jpg')])
    const line = page.locator('.upload-line', { hasText: 'Refused.jpg' })
    await line.getByText('is larger than allowed').waitFor()
    await visitor.card('Taken').waitFor()
    assert.include(await page.locator('#uploads summary').innerText(), '1 file was not uploaded')
    isRefusing = false
    await line.getByRole('button', { name: 'Retry' }).click()
    await visitor.card('Refused').waitFor()
    await until(() => page.locator('#uploads').isHidden(), 'the bar to go')
    assert.deepEqual(visitor.errors, [])
  })

  test('a refusal without a reason still says what to do next (S2-58)', async () => {
    const { page } = await visit()
    await page.route('**/api/v1/uploads', (route) => route.fulfill({ status: 400, body: 'no' }))
    await page.goto('/assets')
    await choose(page, [await file('Odd.jpg')])
    const line = page.locator('.upload-line', { hasText: 'Odd.jpg' })
    await line.getByText('Check its format and size').waitFor()
    await line.getByRole('button', { name: 'Remove' }).click()
    await until(() => page.locator('#uploads').isHidden(), 'the bar to go')
  })

  test('what was refused stands first, and alone when the rest has arrived', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await page.goto('/assets')
    const names = ['A.jpg', 'B.jpg', 'C.jpg', 'D.jpg']
    const empty = { name: 'Empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) }
    await choose(page, [...(await Promise.all(names.map((name) => file(name)))), empty])
    await page.getByText('4 files uploaded.').waitFor()
    assert.deepEqual(await page.locator('.upload-line .name').allInnerTexts(), ['Empty.jpg'])
    assert.include(await page.locator('#uploads summary').innerText(), '1 file was not uploaded')
    await page.locator('.upload-line').getByRole('button', { name: 'Remove' }).click()
    await until(() => page.locator('#uploads').isHidden(), 'the bar to go')
    assert.deepEqual(visitor.errors, [])
  })

  test('where no script runs a form takes the files, and says what became of each (S0-04, S2-58)', async ({ assert }) => {
    const visitor = await visit({}, { javaScriptEnabled: false })
    const { page } = visitor
    await page.goto('/assets')
    await page.locator('.rail').getByRole('link', { name: 'Upload to library' }).click()
    assert.equal(new URL(page.url()).pathname, '/uploads')
    await page
      .getByLabel('Files', { exact: true })
      .setInputFiles([await file('Taken.jpg'), { name: 'Empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) }])
    await page.getByRole('button', { name: 'Upload' }).click()
    const refused = page.getByRole('alert')
    assert.include(await refused.innerText(), '1 file was not taken')
    assert.include(await refused.innerText(), '0 bytes')
    await page.getByRole('status').getByRole('link', { name: 'Taken.jpg' }).click()
    assert.equal(await page.locator('.panel h2').innerText(), 'Taken')
  })

  test('the form passes axe, in both themes and on a phone', async ({ assert }) => {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, PHONE] as const) {
      const visitor = await visit({}, options)
      await visitor.page.goto('/uploads')
      await visitor.hasNoViolations(assert, `the form, ${JSON.stringify(options)}`)
      await visitor.page
        .getByLabel('Files', { exact: true })
        .setInputFiles([await file('Taken.jpg'), { name: 'E.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) }])
      await visitor.page.getByRole('button', { name: 'Upload' }).click()
      await visitor.page.getByRole('alert').waitFor()
      await visitor.hasNoViolations(assert, `its answer, ${JSON.stringify(options)}`)
    }
  })

  test('a duplicate is not taken silently: Keep both or Skip, with the way to what is there', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    const bytes = await picture({ width: 200, height: 120 })
    const id = await visitor.have('Original.jpg', bytes)
    await visitor.settled()
    await page.goto('/assets')
    await choose(page, [{ name: 'Copy.jpg', mimeType: 'image/jpeg', buffer: bytes }])
    const line = page.locator('.upload-line', { hasText: 'Copy.jpg' })
    await line.getByText('Already in the library as').waitFor()
    assert.equal(await line.getByRole('link', { name: 'Original' }).getAttribute('href'), `/assets/${id}`)
    await visitor.hasNoViolations(assert, 'a duplicate')
    await line.getByRole('button', { name: 'Skip' }).click()
    await until(() => page.locator('#uploads').isHidden(), 'the bar to go')
    assert.deepEqual(await visitor.names(), ['Original'])
    await choose(page, [{ name: 'Copy.jpg', mimeType: 'image/jpeg', buffer: bytes }])
    await page.locator('.upload-line').getByRole('button', { name: 'Keep both' }).click()
    await visitor.card('Copy').waitFor()
    assert.deepEqual(await visitor.names(), ['Copy', 'Original'])
    assert.deepEqual(visitor.errors, [])
  })

  test('the button is at the bottom of the rail and takes several files, each with its line and progress (S0-04, S1-29, S2-05, S2-06, S2-33, S2-34, S2-35)', async ({
    assert,
  }) => {
    const visitor = await visit()
    const { page } = visitor
    await page.goto('/assets')
    const button = page.locator('.rail').getByRole('link', { name: 'Upload to library' })
    assert.isAbove((await button.boundingBox())!.y, 700)
    const held = await hold(page)
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()])
    assert.isTrue(chooser.isMultiple())
    await chooser.setFiles(await Promise.all(['A.jpg', 'B.jpg', 'C.jpg', 'D.jpg', 'E.jpg'].map((name) => file(name))))
    assert.equal(await page.locator('.upload-line').count(), 5)
    await page
      .locator('#uploads [data-said]')
      .getByText(/0 of 5 files/)
      .waitFor()
    assert.equal(await page.locator('.upload-line', { hasText: 'Waiting' }).count(), 2)
    assert.equal(await page.locator('#uploads [role="progressbar"]').getAttribute('aria-valuemax'), '100')
    held.release()
    await page.getByText('5 files uploaded.').waitFor()
    assert.isTrue(await page.locator('#uploads').isHidden())
    await until(async () => (await visitor.names()).length === 5, 'five cards')
    assert.equal(await page.locator('#buckets a').first().locator('.count').innerText(), '5')
    await visitor.settled()
    await until(async () => (await page.locator('.card[data-status="ready"] img').count()) === 5, 'five pictures')
    assert.deepEqual(visitor.errors, [])
  })

  test('files can be dropped anywhere on the page (S1-30, S2-04)', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await page.goto('/assets')
    await drop(page, 'dragenter', [await file('Dropped.jpg')])
    assert.isTrue(await page.locator('#drop-zone').isVisible())
    await drop(page, 'drop', [await file('Dropped.jpg'), await file('Second.png')])
    assert.isTrue(await page.locator('#drop-zone').isHidden())
    await until(async () => (await visitor.names()).length === 2, 'two cards')
    assert.sameMembers(await visitor.names(), ['Dropped', 'Second'])
    assert.deepEqual(visitor.errors, [])
  })

  test('a folder can be dropped, with all that is in it', async ({ assert }) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder.path, 'Shoot/Second day'), { recursive: true })
    writeFileSync(join(folder.path, 'Shoot/First.jpg'), (await file('First.jpg')).buffer)
    writeFileSync(join(folder.path, 'Shoot/.DS_Store'), 'left out')
    writeFileSync(join(folder.path, 'Shoot/Second day/Second.jpg'), (await file('Second.jpg')).buffer)
    const visitor = await visit()
    const { page } = visitor
    await page.goto('/assets')
    const chrome = await page.context().newCDPSession(page)
    const data = { items: [], files: [join(folder.path, 'Shoot')], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await chrome.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
    }
    await until(async () => (await visitor.names()).length === 2, 'two cards')
    folder.remove()
    assert.sameMembers(await visitor.names(), ['First', 'Second'])
    assert.deepEqual(visitor.errors, [])
  })

  test('a lost connection is waited out, and the upload goes on where it was', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    let cuts = 0
    const sent: string[] = []
    await page.route('**/api/v1/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH') {
        sent.push((await route.request().headerValue('upload-offset')) ?? '')
        if (cuts++ === 0) return route.abort('connectionreset')
      }
      return route.continue()
    })
    await page.goto('/assets')
    await choose(page, [await file('Long.jpg')])
    await visitor.card('Long').waitFor()
    assert.isAtLeast(sent.length, 2)
    assert.equal(visitor.errors.join(), '')
  })

  test('after a reload, choosing the same file again resumes its upload instead of beginning anew', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    const same = await file('Same.jpg')
    let isCut = true
    let created = 0
    await page.route('**/api/v1/uploads', async (route) => {
      if (route.request().method() === 'POST') created++
      return route.continue()
    })
    await page.route('**/api/v1/uploads/*', (route) => (isCut && route.request().method() === 'PATCH' ? undefined : route.continue()))
    page.on('dialog', (dialog) => void dialog.accept())
    await page.goto('/assets')
    const stamped = { ...same, lastModified: 1_700_000_000_000 }
    await drop(page, 'drop', [stamped])
    await until(async () => created === 1, 'the upload to begin')
    await until(() => page.evaluate<boolean>(`Object.keys(localStorage).some((key) => key.startsWith('tus::'))`), 'the noted upload')
    await page.reload()
    isCut = false
    await drop(page, 'drop', [stamped])
    await visitor.card('Same').waitFor()
    assert.equal(created, 1)
  })

  test('uploading goes on while one looks around, and leaving the page asks first', async ({ assert }) => {
    const visitor = await visit()
    const { page } = visitor
    await visitor.have('Here.jpg')
    await visitor.settled()
    await page.goto('/assets')
    const held = await hold(page)
    await choose(page, [await file('Slow.jpg')])
    await page.locator('.upload-line').waitFor()
    await page.getByRole('link', { name: 'Images' }).click()
    await visitor.card('Here').click()
    await page.locator('#panel').waitFor()
    assert.isTrue(await page.locator('.upload-line', { hasText: 'Slow.jpg' }).isVisible())
    const asked = page.waitForEvent('dialog')
    void page.goto('/account').catch(() => {})
    const dialog = await asked
    assert.equal(dialog.type(), 'beforeunload')
    await dialog.dismiss()
    held.release()
    await page.getByText('1 file uploaded.').waitFor()
  })
})

type TestFile = { name: string; mimeType: string; buffer: Buffer; lastModified?: number }

async function file(name: string): Promise<TestFile> {
  return { name, mimeType: 'image/jpeg', buffer: await picture({ width: 180, height: 120 }) }
}

const choose = (page: Page, files: TestFile[]) => page.locator('#file-input').setInputFiles(files)

/** Keeps the bytes of uploads back until they are released. */
async function hold(page: Page) {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/v1/uploads/*', async (route) => {
    await released
    await route.continue()
  })
  return { release }
}

/** What the system's file manager does when files are dragged over the page and let go. */
async function drop(page: Page, event: 'dragenter' | 'drop', files: TestFile[]) {
  const given = files.map(({ name, mimeType, buffer, lastModified }) => ({
    name,
    mimeType,
    lastModified,
    bytes: buffer.toString('base64'),
  }))
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer()
    for (const { name, mimeType, lastModified, bytes } of ${JSON.stringify(given)}) {
      const content = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))
      transfer.items.add(new File([content], name, { type: mimeType, lastModified }))
    }
    return transfer
  })()`)
  await page.dispatchEvent('#main', event, { dataTransfer: transfer })
}

test.group('A new asset with the metadata of another, in the page', (group) => {
  inChromium(group)

  test('one file is chosen from the menu of an asset, and the card opens to be altered (S3-30 to S3-32)', async ({ assert }) => {
    const visitor = await visit({ role: 'dam-write' })
    const { page } = visitor
    await visitor.have('Rose.jpg', undefined, { title: 'A rose', tags: 'red' })
    await page.goto('/assets')
    await visitor.card('Rose').click({ button: 'right' })
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: 'New asset with its metadata' }).click()
    const dialog = await chooser
    assert.isFalse(dialog.isMultiple())
    await dialog.setFiles({ name: 'Another.txt', mimeType: 'text/plain', buffer: Buffer.from('Another rose') })
    await page.waitForURL(/tab=info/)
    assert.equal(await page.locator('#panel').getByLabel('Title', { exact: true }).inputValue(), 'A rose')
    const { body } = await visitor.program.json('/assets?limit=1')
    assert.containSubset(body.data[0], { name: 'Another', title: 'A rose' })
    assert.deepEqual(visitor.errors, [])
  })
})
