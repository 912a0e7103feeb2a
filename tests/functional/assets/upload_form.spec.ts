import { readdir } from 'node:fs/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import filesConfig from '#config/files'
import { BASE_URL } from '#tests/support/api'
import { makeUser, signIn, type TestBrowser } from '#tests/support/identity'
import { picture } from '#tests/support/pictures'

const names = async () => (await db.from('assets').orderBy('id').select('file_name')).map((row) => String(row.file_name))
const leftBehind = async () => (await readdir(filesConfig.incomingDir).catch(() => [])).length

type Part = [name: string, content: Uint8Array | string]

test.group('Uploading by a plain form, without script', (group) => {
  let browser: TestBrowser
  group.each.setup(async () => {
    await db.from('asset_versions').delete()
    await db.from('assets').delete()
  })

  /** As a browser sends it, the fields in the order of the page. */
  const send = async (by: TestBrowser, files: Part[], fields: Record<string, string> = { _csrf: by.formToken }) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    for (const [name, content] of files) form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), name)
    const response = await fetch(`${BASE_URL}/uploads`, {
      method: 'POST',
      body: form,
      headers: { cookie: by.cookie, accept: 'text/html' },
      redirect: 'manual',
    })
    return { status: response.status, text: (await response.text()).replace(/\s+/g, ' ') }
  }

  test('without its token, or with a wrong one, no file is taken (T8)', async ({ client, assert }) => {
    browser = await signIn(client, await makeUser())
    const files: Part[] = [['a.jpg', await picture()]]
    assert.equal((await send(browser, files, {})).status, 403)
    assert.equal((await send(browser, files, { _csrf: 'wrong' })).status, 403)
    assert.equal((await send(browser, files, { other: 'first' })).status, 403)
    assert.deepEqual(await names(), [])
    assert.equal(await leftBehind(), 0)
  })

  test('a token that comes after the files comes too late (T8)', async ({ client, assert }) => {
    browser = await signIn(client, await makeUser())
    const form = new FormData()
    form.append('file', new Blob([(await picture()) as Uint8Array<ArrayBuffer>]), 'a.jpg')
    form.append('_csrf', browser.formToken)
    const { status } = await fetch(`${BASE_URL}/uploads`, { method: 'POST', body: form, headers: { cookie: browser.cookie } })
    assert.equal(status, 403)
    assert.deepEqual(await names(), [])
  })

  test('who may only look gets neither the form nor files in (S4-02)', async ({ client, assert }) => {
    browser = await signIn(client, await makeUser({ role: 'dam-read' }))
    ;(await browser.get('/uploads')).assertStatus(403)
    assert.equal((await send(browser, [['a.jpg', await picture()]])).status, 403)
    assert.deepEqual(await names(), [])
  })

  test('a form without a file says so', async ({ client, assert }) => {
    browser = await signIn(client, await makeUser())
    const { status, text } = await send(browser, [['', '']])
    assert.equal(status, 422)
    assert.include(text, 'No file was chosen')
    assert.equal((await browser.post('/uploads').form({})).status(), 422)
  })

  test('several files: each is taken, or refused with its reason (S2-04, S2-36, S2-58)', async ({ client, assert }) => {
    browser = await signIn(client, await makeUser())
    const twice = await picture({ width: 200, height: 100 })
    const { status, text } = await send(browser, [
      ['first.jpg', twice],
      ['empty.jpg', ''],
      ['liar.jpg', '<html><script>1</script></html>'],
      ['again.jpg', twice],
      ['<b>last</b>.txt', 'Words'],
    ])
    assert.equal(status, 200)
    assert.lengthOf(await names(), 2)
    assert.include(text, '3 files were not taken')
    assert.include(text, '2 files are in the library')
    assert.match(text, /empty\.jpg.*0 bytes/)
    assert.match(text, /liar\.jpg.*which is not what its name says/)
    assert.match(text, /again\.jpg.*Already in the library as <a href="\/assets\/[^"]+">first<\/a>/)
    assert.notInclude(text, '<b>last')
    assert.equal(await leftBehind(), 0)
  })

  test('the same content is kept twice where it is asked for', async ({ client, assert }) => {
    browser = await signIn(client, await makeUser())
    const bytes = await picture()
    const { status } = await send(
      browser,
      [
        ['one.jpg', bytes],
        ['two.jpg', bytes],
      ],
      { _csrf: browser.formToken, duplicates: 'keep' }
    )
    assert.equal(status, 200)
    assert.deepEqual(await names(), ['one.jpg', 'two.jpg'])
  })

  test('a file that is too large does not keep the others out', async ({ client, assert, cleanup }) => {
    browser = await signIn(client, await makeUser())
    const limit = filesConfig.maxUploadBytes
    cleanup(() => void Object.assign(filesConfig, { maxUploadBytes: limit }))
    Object.assign(filesConfig, { maxUploadBytes: 300_000 })
    const { text } = await send(browser, [
      ['huge.bin', new Uint8Array(3_000_000)],
      ['small.jpg', await picture()],
    ])
    assert.match(text, /huge\.bin.*is larger than/)
    assert.deepEqual(await names(), ['small.jpg'])
    assert.equal(await leftBehind(), 0)
  })
})
