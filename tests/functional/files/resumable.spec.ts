import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Upload } from 'tus-js-client'
import filesConfig from '#config/files'
import { BASE_URL, Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

const TUS = { 'tus-resumable': '1.0.0' }
const metadata = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')

test.group('Resumable uploads', (group) => {
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
  })

  const begin = async (by: Program, length: number, values: Record<string, string> = { filename: 'a.jpg' }) => {
    const headers = { ...TUS, 'upload-length': String(length), 'upload-metadata': metadata(values) }
    return by.fetch('/uploads', { method: 'POST', headers })
  }
  const patch = (by: Program, location: string, offset: number, bytes: Uint8Array, more: Record<string, string> = {}) =>
    by.fetch(location, {
      method: 'PATCH',
      headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...more },
      body: bytes as Uint8Array<ArrayBuffer>,
    })
  const head = (by: Program, location: string) => by.fetch(location, { method: 'HEAD', headers: TUS })

  test('nobody begins one without the right to upload', async ({ assert }) => {
    assert.equal((await fetch(`${BASE_URL}/api/v1/uploads`, { method: 'POST', headers: { ...TUS, 'upload-length': '5' } })).status, 401)
    const reader = await Program.of({ role: 'dam-read' })
    const refused = await begin(reader, 5)
    assert.equal(refused.status, 403)
    assert.equal(((await refused.json()) as { code: string }).code, 'forbidden')
  })

  test('another person does not see it, continue it or cancel it', async ({ assert }) => {
    const location = (await begin(program, 5)).headers.get('location')!
    const other = await Program.of({ role: 'system-admin' })
    assert.equal((await head(other, location)).status, 404)
    assert.equal((await patch(other, location, 0, Buffer.from('12345'))).status, 404)
    assert.equal((await other.fetch(location, { method: 'DELETE', headers: TUS })).status, 404)
    assert.equal((await head(program, location)).headers.get('upload-offset'), '0')
  })

  test('asked how far it is, it tells what the client sent and nothing of its own', async ({ assert }) => {
    const sent = { filename: 'a.jpg', owner: 'me', title: 'Große Wiese' }
    const location = (await begin(program, 5, sent)).headers.get('location')!
    assert.equal((await head(program, location)).headers.get('upload-metadata'), metadata(sent))
    const bare = await program.fetch('/uploads', { method: 'POST', headers: { ...TUS, 'upload-length': '5' } })
    assert.isNull((await head(program, bare.headers.get('location')!)).headers.get('upload-metadata'))
  })

  test('whoever was disabled meanwhile cannot go on with one (T46)', async ({ assert }) => {
    const leaver = await Program.of({ role: 'dam-write' })
    const location = (await begin(leaver, 5)).headers.get('location')!
    assert.equal((await patch(leaver, location, 0, Buffer.from('123'))).status, 204)
    const admin = await Program.of({ role: 'system-admin' })
    assert.equal((await admin.json(`/users/${leaver.user.id}`, { method: 'PATCH', json: { status: 'disabled' } })).status, 200)
    assert.equal((await patch(leaver, location, 3, Buffer.from('45'))).status, 401)
    assert.equal((await head(leaver, location)).status, 401)
    const readingNow = await Program.of({ role: 'dam-write' })
    const theirs = (await begin(readingNow, 5)).headers.get('location')!
    await db.from('role_assignments').where('user_id', readingNow.user.id).delete()
    assert.include([403, 404], (await patch(readingNow, theirs, 0, Buffer.from('12345'))).status)
  })

  test('its bytes cannot be read back past the gate', async ({ assert }) => {
    const location = (await begin(program, 5)).headers.get('location')!
    assert.include([404, 405], (await program.fetch(location, { headers: TUS })).status)
  })

  test('an id is an id and never a path: {$self}')
    .with(['..%2f..%2fapp.key', '%2e%2e%2fapp.key', 'a%00b', '....//x'])
    .run(async ({ assert }, id) => {
      const response = await head(program, `/api/v1/uploads/${id}`)
      assert.include([400, 404], response.status)
    })

  test('speaks the protocol: version, offset, type and size', async ({ assert }) => {
    assert.equal((await program.fetch('/uploads', { method: 'POST', headers: { 'upload-length': '5' } })).status, 412)
    const location = (await begin(program, 5)).headers.get('location')!
    assert.equal((await patch(program, location, 3, Buffer.from('12'))).status, 409)
    assert.equal((await patch(program, location, 0, Buffer.from('12345'), { 'content-type': 'text/plain' })).status, 415)
    assert.equal((await head(program, location)).headers.get('upload-offset'), '0')
    assert.equal((await begin(program, filesConfig.maxUploadBytes + 1)).status, 413)
    const negative = await program.fetch('/uploads', { method: 'POST', headers: { ...TUS, 'upload-length': '-5' } })
    assert.equal(negative.status, 400)
  })

  test('continues where it stopped and becomes an asset of the same bytes (S2-04 to S2-06)', async ({ assert }) => {
    const bytes = await picture({ width: 300, height: 300 })
    const location = (await begin(program, bytes.length, { filename: 'Größe 5".jpg', title: 'Große Wiese' })).headers.get('location')!
    assert.equal((await patch(program, location, 0, bytes.subarray(0, 1000))).status, 204)
    assert.equal((await head(program, location)).headers.get('upload-offset'), '1000')
    const last = await patch(program, location, 1000, bytes.subarray(1000))
    assert.equal(last.status, 204)
    const { id, duplicateOf } = JSON.parse(last.headers.get('damson-asset')!)
    assert.isNull(duplicateOf)
    const { body } = await program.json(`/assets/${id}`)
    assert.equal(body.sha256, createHash('sha256').update(bytes).digest('hex'))
    assert.equal(body.fileName, 'Größe 5".jpg')
    assert.equal(body.title, 'Große Wiese')
    assert.lengthOf(
      (await readdir(filesConfig.uploadsDir)).filter((name) => location.endsWith(name)),
      0
    )
  })

  test('whoever lost the last answer asks again and learns what became of it', async ({ assert }) => {
    const bytes = await picture()
    const location = (await begin(program, bytes.length)).headers.get('location')!
    const first = await patch(program, location, 0, bytes)
    const again = await head(program, location)
    assert.equal(again.headers.get('upload-offset'), String(bytes.length))
    assert.equal(again.headers.get('damson-asset'), first.headers.get('damson-asset'))
  })

  test('passes the same checks as every other upload', async ({ assert }) => {
    const lie = Buffer.from('<html><script>1</script></html>')
    const location = (await begin(program, lie.length, { filename: 'picture.jpg' })).headers.get('location')!
    const refused = await patch(program, location, 0, lie)
    assert.equal(refused.status, 422)
    assert.equal(((await refused.json()) as { code: string }).code, 'type_mismatch')
    assert.equal((await head(program, location)).status, 404)
  })

  test('a duplicate is refused until the person keeps both', async ({ assert }) => {
    const bytes = await picture()
    const { body } = await program.upload(bytes, 'first.jpg')
    const location = (await begin(program, bytes.length)).headers.get('location')!
    const refused = await patch(program, location, 0, bytes)
    assert.equal(refused.status, 409)
    const problem = (await refused.json()) as { code: string; duplicateOf: { id: string } }
    assert.equal(problem.code, 'duplicate')
    assert.equal(problem.duplicateOf.id, body.id)
    const both = (await begin(program, bytes.length, { filename: 'b.jpg', keepBoth: '1' })).headers.get('location')!
    const kept = await patch(program, both, 0, bytes)
    assert.equal(kept.status, 204)
    assert.equal(JSON.parse(kept.headers.get('damson-asset')!).duplicateOf.id, body.id)
  })

  test('works with the client that browsers use', async ({ assert }) => {
    const bytes = randomBytes(300_000)
    const asset = await new Promise<string | undefined>((resolve, reject) => {
      let header: string | undefined
      const upload = new Upload(bytes as unknown as Blob, {
        endpoint: `${BASE_URL}/api/v1/uploads`,
        headers: { authorization: `Bearer ${program.token}` },
        metadata: { filename: 'random.bin' },
        chunkSize: 100_000,
        onAfterResponse: (_, response) => {
          header = response.getHeader('damson-asset') ?? header
        },
        onError: reject,
        onSuccess: () => resolve(header),
      })
      upload.start()
    })
    const { body } = await program.json(`/assets/${JSON.parse(asset!).id}`)
    assert.equal(body.sha256, createHash('sha256').update(bytes).digest('hex'))
    assert.equal(body.type, 'other')
  })
})
