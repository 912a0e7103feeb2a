import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { Program, BASE_URL } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

test.group('The original', (group) => {
  let program: Program
  let bytes: Buffer
  let id: string
  const get = (headers: Record<string, string> = {}, method = 'GET', query = '') =>
    program.fetch(`/assets/${id}/file${query}`, { method, headers })

  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    bytes = await picture({ width: 300, height: 200 })
    id = (await program.upload(bytes, 'Grüße "2".jpg')).body.id
  })

  test('is for nobody who is not signed in: {$self}')
    .with(['GET', 'HEAD'])
    .run(async ({ assert }, method) => {
      const headers = { 'if-none-match': `"${createHash('sha256').update(bytes).digest('hex')}"`, 'range': 'bytes=0-0' }
      assert.equal((await fetch(`${BASE_URL}/api/v1/assets/${id}/file`, { method, headers })).status, 401)
    })

  test('does not exist for people without rights to its brand', async ({ assert }) => {
    const stranger = await Program.of({ role: null })
    const theirs = await stranger.json(`/assets/${id}/file`)
    const none = await stranger.json('/assets/0190-none/file')
    assert.equal(theirs.status, 404)
    assert.deepEqual({ ...theirs.body, instance: '' }, { ...none.body, instance: '' })
  })

  test('comes back byte for byte', async ({ assert }) => {
    const response = await get()
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'image/jpeg')
    assert.equal(response.headers.get('accept-ranges'), 'bytes')
    assert.equal(Number(response.headers.get('content-length')), bytes.length)
    assert.isTrue(Buffer.from(await response.arrayBuffer()).equals(bytes))
  })

  test('cannot run anything where it is opened', async ({ assert }) => {
    const response = await get()
    assert.include(response.headers.get('content-security-policy'), 'sandbox')
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
  })

  test('answers HEAD without a body', async ({ assert }) => {
    const response = await get({}, 'HEAD')
    assert.equal(response.status, 200)
    assert.equal(Number(response.headers.get('content-length')), bytes.length)
  })

  test('is not sent again to who has it', async ({ assert }) => {
    const etag = (await get()).headers.get('etag')!
    assert.equal((await get({ 'if-none-match': etag })).status, 304)
    assert.equal((await get({ 'if-none-match': '"other"' })).status, 200)
    assert.equal((await get({ 'if-modified-since': new Date(Date.now() + 1000).toUTCString() })).status, 304)
    assert.equal((await get({ 'if-modified-since': new Date(0).toUTCString() })).status, 200)
  })

  test('can be had in parts: {range}')
    .with([
      { range: 'bytes=0-0', from: 0, to: 0 },
      { range: 'bytes=10-19', from: 10, to: 19 },
      { range: 'bytes=100-', from: 100, to: -1 },
      { range: 'bytes=-50', from: -50, to: -1 },
      { range: 'bytes=5-99999999', from: 5, to: -1 },
    ])
    .run(async ({ assert }, { range, from, to }) => {
      const start = from < 0 ? bytes.length + from : from
      const end = to < 0 ? bytes.length - 1 : to
      const response = await get({ range })
      assert.equal(response.status, 206)
      assert.equal(response.headers.get('content-range'), `bytes ${start}-${end}/${bytes.length}`)
      assert.isTrue(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(start, end + 1)))
    })

  test('refuses a part beyond its end', async ({ assert }) => {
    const response = await get({ range: `bytes=${bytes.length}-` })
    assert.equal(response.status, 416)
    assert.equal(response.headers.get('content-range'), `bytes */${bytes.length}`)
  })

  test('ignores a part when it is of another version', async ({ assert }) => {
    assert.equal((await get({ 'range': 'bytes=0-9', 'if-range': '"other"' })).status, 200)
  })

  test('is saved under its name (S1-74, S2-52)', async ({ assert }) => {
    const header = (await get({}, 'GET', '?download=1')).headers.get('content-disposition')!
    assert.match(header, /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''Gr%C3%BC%C3%9Fe/)
  })
})
