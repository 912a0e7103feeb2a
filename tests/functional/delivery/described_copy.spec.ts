import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { ExifTool } from 'exiftool-vendored'
import sharp from 'sharp'
import filesConfig from '#config/files'
import { Program, BASE_URL } from '#tests/support/api'
import { brandWithFields } from '#tests/support/fields'
import { workUntilIdle } from '#tests/support/jobs'
import { pdfWith, picture } from '#tests/support/pictures'
import { hasPerl, temporaryFolder } from '../../fixtures/media.ts'

const CARD = {
  title: 'Zwetschge 梅 Слива &amp; <b>=</b>',
  description: 'First line\n-o /tmp/elsewhere\n"second" {line}',
  altText: 'A plum, halved',
  keywords: ['plum', 'Obst, blau'],
  copyright: '© Orchard Ltd',
  creditLine: 'Zoë Baum / Orchard',
  usageTerms: 'Not for resale',
  sourceUrl: 'https://example.com/plum?a=1&b=2',
  rating: 4,
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pixels = async (bytes: Uint8Array) => sha256(await sharp(bytes).raw().toBuffer())

test.group('A copy with its metadata', (group) => {
  group.each.skip(() => !hasPerl, 'perl is not on this machine')
  const folder = temporaryFolder()
  const exiftool = new ExifTool({ maxProcs: 1 })
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
  })
  group.teardown(async () => {
    await exiftool.end()
    folder.remove()
  })

  const asset = async (bytes: Uint8Array, fileName: string, card: object = CARD, by = program): Promise<string> => {
    const { body } = await by.upload(bytes, fileName)
    if (Object.keys(card).length === 0) return body.id
    const changed = await by.json(`/assets/${body.id}`, { method: 'PATCH', json: card })
    if (changed.status !== 200) throw new Error(JSON.stringify(changed.body))
    return body.id
  }
  const get = (id: string, headers: Record<string, string> = {}, method = 'GET') =>
    program.fetch(`/assets/${id}/file?metadata=embed`, { method, headers })
  const told = async (bytes: Uint8Array, ending: string) => {
    const path = join(folder.path, `${crypto.randomUUID()}.${ending}`)
    writeFileSync(path, bytes)
    return (await exiftool.readRaw(path, { readArgs: ['-G1', '-n', '-a'] })) as unknown as Record<string, unknown>
  }
  const bytesOf = async (response: Response) => {
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return new Uint8Array(await response.arrayBuffer())
  }

  test('is for nobody who is not signed in, and does not exist for who may not see the asset: {$self}')
    .with(['file?metadata=embed', 'metadata.xmp'])
    .run(async ({ assert }, what) => {
      const id = await asset(await picture(), 'plum.jpg')
      assert.equal((await fetch(`${BASE_URL}/api/v1/assets/${id}/${what}`)).status, 401)
      const stranger = await Program.of({ role: null })
      const theirs = await stranger.json(`/assets/${id}/${what}`, { headers: { 'if-none-match': '*' } })
      const none = await stranger.json(`/assets/0190-none/${what}`)
      assert.equal(theirs.status, 404)
      assert.deepEqual({ ...theirs.body, instance: '' }, { ...none.body, instance: '' })
    })

  test('says everything of the card in XMP, IPTC and EXIF alike, in every script (T66)', async ({ assert }) => {
    const original = await picture({ width: 200, height: 120 })
    const id = await asset(original, 'plum.jpg')
    const read = await told(await bytesOf(await get(id)), 'jpg')
    assert.containsSubset(read, {
      'XMP-dc:Title': CARD.title,
      'XMP-dc:Description': CARD.description,
      'XMP-iptcCore:AltTextAccessibility': CARD.altText,
      'XMP-dc:Subject': CARD.keywords,
      'XMP-dc:Rights': CARD.copyright,
      'XMP-photoshop:Credit': CARD.creditLine,
      'XMP-xmpRights:UsageTerms': CARD.usageTerms,
      'XMP-dc:Source': CARD.sourceUrl,
      'XMP-xmp:Rating': 4,
      'IPTC:ObjectName': CARD.title,
      'IPTC:Caption-Abstract': CARD.description,
      'IPTC:Keywords': CARD.keywords,
      'IPTC:CopyrightNotice': CARD.copyright,
      'IPTC:Credit': CARD.creditLine,
      'IFD0:ImageDescription': CARD.description,
      'IFD0:Copyright': CARD.copyright,
      'IPTC:CodedCharacterSet': '\x1b%G',
    })
    assert.equal(read['Photoshop:IPTCDigest'], read['File:CurrentIPTCDigest'])
  })

  test('has the pixels of the original, which stays as it is: {$self} (T66)')
    .with(['jpeg', 'png', 'webp'] as const)
    .run(async ({ assert }, format) => {
      const original = await picture({ width: 90, height: 70, format })
      const id = await asset(original, `plum.${format}`)
      const copy = await bytesOf(await get(id))
      assert.notEqual(sha256(copy), sha256(original))
      assert.equal(await pixels(copy), await pixels(original))
      assert.equal((await told(copy, format))['XMP-dc:Title'], CARD.title)
      assert.equal(sha256(await bytesOf(await program.fetch(`/assets/${id}/file`))), sha256(original))
    })

  test('of a PDF tells it to its readers too', async ({ assert }) => {
    const id = await asset(await pdfWith('Plums'), 'plums.pdf')
    const read = await told(await bytesOf(await get(id)), 'pdf')
    assert.containsSubset(read, { 'PDF:Title': CARD.title, 'XMP-dc:Title': CARD.title })
  })

  test('keeps what the file says otherwise, also in an old character set', async ({ assert }) => {
    const path = join(folder.path, 'old.jpg')
    writeFileSync(path, await picture({ width: 80, height: 60 }))
    const tags = {
      'IPTC:City': 'Zürich',
      'IPTC:Keywords': ['alt'],
      'IPTC:ObjectName': 'Früher',
      'EXIF:Make': 'Lumen',
      'XMP-photoshop:Headline': 'As it was',
      'XMP-dc:Creator': ['Ann', 'Bob'],
    }
    await exiftool.write(path, tags as object, { writeArgs: ['-overwrite_original', '-charset', 'iptc=Latin'] })
    const id = await asset(readFileSync(path), 'old.jpg', {})
    await workUntilIdle()
    await program.json(`/assets/${id}`, { method: 'PATCH', json: { title: 'Später', keywords: ['neu'], tags: [] } })
    const read = await told(await bytesOf(await get(id)), 'jpg')
    assert.containsSubset(read, {
      'IPTC:City': 'Zürich',
      'IPTC:Keywords': 'neu',
      'IPTC:ObjectName': 'Später',
      'IPTC:CodedCharacterSet': '\x1b%G',
      'IFD0:Make': 'Lumen',
      'XMP-photoshop:Headline': 'As it was',
      'XMP-dc:Title': 'Später',
      'XMP-dc:Subject': 'neu',
    })
    assert.deepEqual(read['XMP-dc:Creator'], ['Ann', 'Bob'])
  })

  test('has tags among its keywords, and long words whole in XMP', async ({ assert }) => {
    const id = await asset(await picture(), 'plum.jpg', { ...CARD, keywords: ['plum'], creditLine: 'ü'.repeat(40) })
    const manager = await Program.of({ role: 'system-admin' })
    await manager.json(`/assets/${id}`, { method: 'PATCH', json: { tags: ['copy-harvest', 'plum'] } })
    const read = await told(await bytesOf(await get(id)), 'jpg')
    assert.deepEqual(read['XMP-dc:Subject'], ['plum', 'copy-harvest'])
    assert.equal(read['XMP-photoshop:Credit'], 'ü'.repeat(40))
    assert.equal(read['IPTC:Credit'], 'ü'.repeat(16))
  })

  test('is sent in parts, and not again to who has it; a changed word makes another', async ({ assert }) => {
    const id = await asset(await picture({ width: 300, height: 200 }), 'plum.jpg')
    const whole = await get(id)
    const etag = whole.headers.get('etag')!
    const bytes = await bytesOf(whole)
    assert.equal(Number(whole.headers.get('content-length')), bytes.length)
    assert.isNull(whole.headers.get('last-modified'))
    const head = await get(id, {}, 'HEAD')
    assert.deepEqual([head.headers.get('etag'), Number(head.headers.get('content-length'))], [etag, bytes.length])
    assert.equal((await get(id, { 'if-none-match': etag })).status, 304)
    const part = await get(id, { 'range': 'bytes=100-', 'if-range': etag })
    assert.equal(part.status, 206)
    assert.deepEqual(new Uint8Array(await part.arrayBuffer()), bytes.subarray(100))
    assert.equal((await get(id, { range: `bytes=${bytes.length}-` })).status, 416)
    await program.json(`/assets/${id}`, { method: 'PATCH', json: { title: 'Another' } })
    const after = await get(id, { 'if-none-match': etag, 'range': 'bytes=100-', 'if-range': etag })
    assert.equal(after.status, 200)
    assert.equal((await told(await bytesOf(after), 'jpg'))['XMP-dc:Title'], 'Another')
  })

  test('is the original where there is nothing to write', async ({ assert }) => {
    const original = await picture()
    const id = await asset(original, 'plum.jpg', {})
    assert.equal(sha256(await bytesOf(await get(id))), sha256(original))
  })

  test('leaves nothing behind', async ({ assert }) => {
    const id = await asset(await picture(), 'plum.jpg')
    const before = existsSync(filesConfig.workDir) ? readdirSync(filesConfig.workDir).filter((name) => !name.startsWith('media-')) : []
    await Promise.all([get(id), get(id), program.fetch(`/assets/${id}/metadata.xmp`)].map(async (one) => (await one).arrayBuffer()))
    assert.deepEqual(
      readdirSync(filesConfig.workDir).filter((name) => !name.startsWith('media-')),
      before
    )
  })

  test('of a format that has no place for it is refused, and XMP offered: {$self}')
    .with(['svg', 'txt', 'jpg'] as const)
    .run(async ({ assert }, ending) => {
      const damaged = Buffer.from((await picture()).subarray(0, 40))
      const content = { svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', txt: 'plums', jpg: damaged }[ending]
      const id = await asset(Buffer.from(content), `plum.${ending}`)
      const { status, body } = await program.json(`/assets/${id}/file?metadata=embed`)
      assert.equal(status, 422)
      assert.equal(body.code, 'metadata_not_embeddable')
      assert.include(body.detail, `/api/v1/assets/${id}/metadata.xmp`)
      const sidecar = await program.fetch(`/assets/${id}/metadata.xmp`)
      assert.equal(sidecar.status, 200)
      assert.include(await sidecar.text(), 'Zwetschge 梅 Слива &amp;amp; &lt;b&gt;=&lt;/b&gt;')
    })

  test('an unknown wish is refused by its name', async ({ assert }) => {
    const id = await asset(await picture(), 'plum.jpg')
    const { status, body } = await program.json(`/assets/${id}/file?metadata=strip`)
    assert.equal(status, 422)
    assert.equal(body.errors[0].field, 'metadata')
  })

  test('XMP beside the file says the same and who made it, as a download', async ({ assert }) => {
    const id = await asset(await picture(), 'Grüße.jpg')
    const response = await program.fetch(`/assets/${id}/metadata.xmp`)
    assert.match(response.headers.get('content-disposition')!, /^attachment; .*Gr%C3%BC%C3%9Fe\.xmp/)
    assert.include(response.headers.get('content-type'), 'application/rdf+xml')
    const etag = response.headers.get('etag')!
    const read = await told(await bytesOf(response), 'xmp')
    assert.containsSubset(read, { 'XMP-dc:Title': CARD.title, 'XMP-dc:Subject': CARD.keywords, 'XMP-dc:Format': 'image/jpeg' })
    const again = await program.fetch(`/assets/${id}/metadata.xmp`, { headers: { 'if-none-match': etag } })
    assert.equal(again.status, 304)
  })

  test('has fields that are mapped to tags of files, of those that the asker may see', async ({ assert }) => {
    const place = await brandWithFields('Written', [
      { label: 'City', key: 'copyCity', kind: 'text', mappedFrom: ['iptc:city'] },
      { label: 'Season', key: 'copySeason', kind: 'choice', choices: [{ label: 'High summer' }], mappedFrom: ['XMP-dc:Coverage'] },
      { label: 'Made on', key: 'copyDay', kind: 'date', mappedFrom: ['XMP-photoshop:DateCreated'] },
      { label: 'Budget', key: 'copyBudget', kind: 'text', seenBy: 'brands.edit', mappedFrom: ['XMP-photoshop:Instructions'] },
      { label: 'Name', key: 'copyName', kind: 'text', mappedFrom: ['System:FileName', 'File:Directory', 'EXIF:Orientation'] },
    ])
    const fields = { copyCity: 'Zürich', copySeason: 'high-summer', copyDay: '2026-05-31', copyBudget: 'Line 4711', copyName: '../../6' }
    const form = { brandId: place.brand.id, fields: JSON.stringify(fields) }
    const { status, body } = await place.manager.upload(await picture(), 'plum.jpg', form)
    assert.equal(status, 201, JSON.stringify(body))
    const file = (by: Program) => by.fetch(`/assets/${body.id}/file?metadata=embed`)
    const full = await told(await bytesOf(await file(place.manager)), 'jpg')
    assert.containsSubset(full, {
      'XMP-photoshop:City': 'Zürich',
      'IPTC:City': 'Zürich',
      'XMP-dc:Coverage': 'High summer',
      'XMP-photoshop:DateCreated': '2026:05:31',
      'XMP-photoshop:Instructions': 'Line 4711',
      'IPTC:SpecialInstructions': 'Line 4711',
    })
    assert.notInclude(JSON.stringify(full), '../../6')
    const theirs = JSON.stringify(await told(await bytesOf(await file(place.creator)), 'jpg'))
    assert.include(theirs, 'High summer')
    assert.notInclude(theirs, '4711')
    const beside = await place.creator.fetch(`/assets/${body.id}/metadata.xmp`)
    assert.notInclude(await beside.text(), '4711')
  })
})
