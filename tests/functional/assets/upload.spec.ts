import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import filesConfig from '#config/files'
import env from '#start/env'
import { Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

const leftBehind = async () => (await readdir(filesConfig.incomingDir).catch(() => [])).length
const rows = async () => Number((await db.from('assets').count('* as total').first())?.total)

test.group('Upload by multipart', (group) => {
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
  })

  test('nobody uploads without signing in', async ({ client }) => {
    const response = await client.post('/api/v1/assets').file('file', await picture(), { filename: 'a.jpg' })
    response.assertStatus(401)
  })

  test('DAM read may not upload (S4-02)', async ({ assert }) => {
    const reader = await Program.of({ role: 'dam-read' })
    const { status, body } = await reader.upload(await picture(), 'a.jpg')
    assert.equal(status, 403)
    assert.equal(body.code, 'forbidden')
    assert.equal(await rows(), 0)
  })

  test('a file of zero bytes is refused and leaves nothing', async ({ assert }) => {
    const { status, body } = await program.upload('', 'empty.jpg')
    assert.equal(status, 422)
    assert.equal(body.code, 'file_empty')
    assert.include(body.detail, 'empty.jpg')
    assert.equal(await leftBehind(), 0)
    assert.equal(await rows(), 0)
  })

  test('a name that lies about its content is refused: {name}')
    .with([
      { name: 'page.jpg', content: '<html><script>1</script></html>' },
      { name: 'picture.html', content: null },
      { name: 'archive.png', content: 'PK\u0003\u0004\u0014\u0000\u0000\u0000\u0008\u0000aaaaaaaaaaaaaaaaaaaaaaa' },
    ])
    .run(async ({ assert }, { name, content }) => {
      const { status, body } = await program.upload(content ?? (await picture()), name)
      assert.equal(status, 422)
      assert.equal(body.code, 'type_mismatch')
      assert.equal(await leftBehind(), 0)
    })

  test('a form without a file says which field it wanted', async ({ assert }) => {
    const form = new FormData()
    form.append('name', 'no file')
    const { status, body } = await program.json('/assets', { method: 'POST', body: form })
    assert.equal(status, 422)
    assert.equal(body.code, 'file_missing')
  })

  test('a body that is no form is refused', async ({ assert }) => {
    const { status, body } = await program.json('/assets', { method: 'POST', json: { file: { tmpPath: '/etc/passwd' } } })
    assert.equal(status, 415)
    assert.equal(body.code, 'unsupported_media_type')
  })

  test('a connection cut in the middle leaves nothing', async ({ assert }) => {
    await new Promise<void>((resolve) => {
      const cut = request({
        host: '127.0.0.1',
        port: env.port,
        path: '/api/v1/assets',
        method: 'POST',
        headers: {
          'authorization': `Bearer ${program.token}`,
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': '500000',
        },
      })
      cut.on('error', () => resolve())
      cut.on('close', () => resolve())
      cut.write('--x\r\nContent-Disposition: form-data; name="file"; filename="cut.jpg"\r\n\r\n')
      cut.write(Buffer.alloc(100_000, 1), () => setTimeout(() => cut.destroy(), 50))
    })
    for (let tries = 0; (await leftBehind()) > 0 && tries < 100; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal(await leftBehind(), 0)
    assert.equal(await rows(), 0)
  })

  test('a file becomes an asset with its hash, size and type from content (S4-16 to S4-18, S4-21)', async ({ assert }) => {
    const bytes = await picture({ format: 'png' })
    const { status, body, headers } = await program.upload(bytes, 'Sommer Wiese.png', { title: 'A meadow', keywords: 'green, summer' })
    assert.equal(status, 201)
    assert.equal(headers.get('location'), `/api/v1/assets/${body.id}`)
    assert.equal(body.sha256, createHash('sha256').update(bytes).digest('hex'))
    assert.equal(body.size, bytes.length)
    assert.equal(body.mimeType, 'image/png')
    assert.equal(body.type, 'image')
    assert.equal(body.name, 'Sommer Wiese')
    assert.equal(body.fileName, 'Sommer Wiese.png')
    assert.equal(body.title, 'A meadow')
    assert.deepEqual(body.keywords, ['green', 'summer'])
    assert.equal(body.availability, 'automatic')
    assert.equal(body.createdBy.id, program.user.id)
    assert.equal(await leftBehind(), 0)
  })

  test('a file name is text and never a path: {$self}')
    .with(['../../../../etc/passwd', '..\\..\\windows\\win.ini', 'a\u202Egpj.exe.jpg', '%2e%2e%2fetc', 'name\u0000.jpg', '.'])
    .run(async ({ assert }, name) => {
      const { status, body } = await program.upload(`plain words ${name} ${Math.random()}`, name)
      if (status === 201) {
        for (const forbidden of ['/', '\\', '\0', '\u202e']) assert.notInclude(body.fileName, forbidden)
      } else {
        assert.equal(body.code, 'type_mismatch')
      }
    })

  test('the same bytes again name the asset they duplicate, and both stay', async ({ assert }) => {
    const bytes = await picture()
    const first = await program.upload(bytes, 'one.jpg')
    const second = await program.upload(bytes, 'two.jpg')
    assert.equal(second.status, 201)
    assert.deepEqual(second.body.duplicateOf, { id: first.body.id, name: 'one' })
    assert.notEqual(second.body.id, first.body.id)
  })

  test('the same bytes are refused where the uploader asks for it', async ({ assert }) => {
    const bytes = await picture()
    const first = await program.upload(bytes, 'one.jpg')
    const second = await program.upload(bytes, 'two.jpg', { duplicates: 'refuse' })
    assert.equal(second.status, 409)
    assert.equal(second.body.code, 'duplicate')
    assert.equal(second.body.duplicateOf.id, first.body.id)
  })

  test('a request that is sent again with its key gets the first answer, and makes nothing new (T60)', async ({ assert }) => {
    const bytes = await picture()
    const send = () => {
      const form = new FormData()
      form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'again.jpg')
      return program.json('/assets', { method: 'POST', body: form, headers: { 'idempotency-key': 'one-click' } })
    }
    const first = await send()
    const second = await send()
    assert.equal(second.status, 201)
    assert.equal(second.body.id, first.body.id)
    assert.equal(second.headers.get('location'), first.headers.get('location'))
    assert.equal(second.headers.get('idempotency-replayed'), 'true')
  })

  test('thirty at once with one key make one asset (T60)', async ({ assert }) => {
    const before = await rows()
    const bytes = await picture()
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => {
        const form = new FormData()
        form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'crowd.jpg')
        return program.json('/assets', { method: 'POST', body: form, headers: { 'idempotency-key': 'crowd' } })
      })
    )
    for (const { status } of answers) assert.include([201, 409], status)
    assert.equal(await rows(), before + 1)
  })
})
