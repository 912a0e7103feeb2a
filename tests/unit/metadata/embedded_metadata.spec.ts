import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import { ExifTool } from 'exiftool-vendored'
import { sniff } from '../../../app/files/media_type.ts'
import { isoDate } from '../../../app/files/metadata/dates.ts'
import { EmbeddedMetadataReader } from '../../../app/files/metadata/index.ts'
import { interpret } from '../../../app/files/metadata/interpret.ts'
import { compressedTextBomb, hasPerl, redAndBlue, temporaryFolder } from '../../fixtures/media.ts'

const CORPUS = new URL('../../../../shared/corpus/', import.meta.url).pathname

test.group('Dates in files', () => {
  test('that are none are left out', ({ assert }) => {
    for (const written of [
      null,
      '',
      '0000:00:00 00:00:00',
      '2019:13:01 10:00:00',
      '2019:02:30 10:00:00',
      '1066:10:14',
      'yesterday',
      '2019',
    ]) {
      assert.isNull(isoDate(written), String(written))
    }
  })

  test('lose a time or a zone that cannot be, and keep the rest', ({ assert }) => {
    assert.equal(isoDate('2019:05:24 25:06:38'), '2019-05-24')
    assert.equal(isoDate('2019:05:24 15:06:38', '+99:00'), '2019-05-24T15:06:38')
  })

  test('keep their fraction and their zone, and get none that they do not have', ({ assert }) => {
    assert.equal(isoDate('2019:05:24 15:06:38'), '2019-05-24T15:06:38')
    assert.equal(isoDate('2019:05:24 15:06:38.120', '+02:00'), '2019-05-24T15:06:38.12+02:00')
    assert.equal(isoDate('2019:05:24 15:06:38-0730'), '2019-05-24T15:06:38-07:30')
    assert.equal(isoDate('2019:05:24 15:06'), '2019-05-24T15:06:00')
    assert.equal(isoDate('2019:05:24'), '2019-05-24')
  })
})

test.group('Tags of files', () => {
  test('that are absurd are left out', ({ assert }) => {
    const read = interpret({
      'EXIF:IFD0:Orientation': 17,
      'Composite:GPSLatitude': 91,
      'Composite:GPSLongitude': 8,
      'EXIF:IFD0:XResolution': -72,
      'XMP:XMP-dc:Title': '   ',
      'XMP:XMP-dc:Subject': ['', null, { nested: true }],
    })
    assert.include(read, { orientation: null, gps: null, dpi: null, title: null })
    assert.isEmpty(read.keywords)
  })

  test('are cut to sane lengths, and all of them together too', ({ assert }) => {
    const keywords = Array.from({ length: 1500 }, (_, index) => `word ${index}`)
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`XMP:XMP-x:Tag${index}`, 'x'.repeat(60_000)]))
    const read = interpret({ 'XMP:XMP-dc:Title': 'a\u0000\u001bb'.repeat(60_000), 'IPTC:Keywords': keywords, ...many })
    assert.equal(read.title!.length, 500)
    assert.notMatch(read.title!, /\p{Cc}/u)
    assert.lengthOf(read.keywords, 500)
    assert.isAtMost(Buffer.byteLength(JSON.stringify(read.groups)), 66_000)
  })

  test('of XMP go before those of IPTC and EXIF, and keywords are joined', ({ assert }) => {
    const read = interpret({
      'EXIF:IFD0:Artist': 'Camera',
      'IPTC:IPTC:By-line': 'Agency',
      'XMP:XMP-dc:Creator': ['Zoë', 'Åsa'],
      'IPTC:Keywords': ['plum', 'tree'],
      'XMP:XMP-dc:Subject': ['tree', 'orchard'],
    })
    assert.equal(read.creator, 'Zoë, Åsa')
    assert.sameMembers(read.keywords, ['plum', 'tree', 'orchard'])
  })

  test('called like parts of every object do no harm', ({ assert }) => {
    const read = interpret(
      JSON.parse('{"XMP:XMP-x:__proto__": "p", "XMP:XMP-x:constructor": "c", "XMP:XMP-dc:Title": "t"}') as Record<string, unknown>
    )
    assert.equal(read.groups.xmp!.constructor as unknown, 'c')
    assert.isUndefined(({} as Record<string, unknown>).p)
    assert.equal(Object.getPrototypeOf({}), Object.prototype)
  })
})

const withPerl = hasPerl ? test.group : withoutPerl

withPerl('Embedded metadata', (group) => {
  const folder = temporaryFolder()
  const reader = new EmbeddedMetadataReader()
  group.teardown(async () => {
    await reader.close()
    folder.remove()
  })

  test('is not looked for in files that carry none', async ({ assert }) => {
    writeFileSync(join(folder.path, 'plain.txt'), 'Title: none')
    assert.isNull(await reader.read(join(folder.path, 'plain.txt'), 'text/plain'))
  })

  test('that unpacks to more memory than allowed fails alone', async ({ assert }) => {
    const path = join(folder.path, 'bomb.png')
    writeFileSync(path, await compressedTextBomb(400_000_000))
    const fine = join(folder.path, 'fine.png')
    await redAndBlue(6, 4).png().toFile(fine)
    await assert.rejects(() => reader.read(path, 'image/png'))
    assert.include(await reader.read(fine, 'image/png'), { width: 6, height: 4 })
  })

  test('is read as it was written, in every script', async ({ assert }) => {
    const path = join(folder.path, 'written.jpg')
    await redAndBlue(60, 40).withMetadata({ density: 240 }).jpeg().toFile(path)
    const writer = new ExifTool({ maxProcs: 1 })
    const tags = {
      'XMP-dc:Title': 'Zwetschge 梅 Слива',
      'XMP-dc:Description': 'In the orchard',
      'IPTC:Keywords': ['plum', 'Obst'],
      'XMP-dc:Creator': ['Zoë'],
      'XMP-dc:Rights': '© Orchard Ltd',
      'EXIF:DateTimeOriginal': '2024:09:01 08:15:30',
      'EXIF:OffsetTimeOriginal': '+02:00',
      'EXIF:Make': 'Lumen',
      'EXIF:Model': 'L1',
      'EXIF:LensModel': '50mm',
      'EXIF:GPSLatitude': 48.5,
      'EXIF:GPSLatitudeRef': 'N',
      'EXIF:GPSLongitude': 9.25,
      'EXIF:GPSLongitudeRef': 'W',
      'Orientation#': 6,
    }
    await writer.write(path, tags as object, { writeArgs: ['-overwrite_original', '-codedcharacterset=utf8'] })
    await writer.end()
    const { groups, ...read } = (await reader.read(path, 'image/jpeg'))!
    assert.deepInclude(read, {
      title: 'Zwetschge 梅 Слива',
      description: 'In the orchard',
      keywords: ['plum', 'Obst'],
      creator: 'Zoë',
      copyright: '© Orchard Ltd',
      dateTaken: '2024-09-01T08:15:30+02:00',
      camera: { make: 'Lumen', model: 'L1' },
      lens: '50mm',
      gps: { latitude: 48.5, longitude: -9.25 },
      orientation: 6,
      dpi: 240,
      width: 60,
      height: 40,
    })
    assert.equal(groups.xmp!.Title, 'Zwetschge 梅 Слива')
    assert.notInclude(JSON.stringify(groups), folder.path)
  })

  test('agrees with the ground truth of the corpus', async ({ assert }) => {
    const { right, wrong } = await compareWithTruth(reader)
    assert.isAbove(right, 300)
    assert.isAtLeast(right / (right + wrong.length), 0.99, wrong.join('\n'))
  })
    .skip(!existsSync(CORPUS), `the corpus is not at ${CORPUS}`)
    .timeout(180_000)
})

function withoutPerl(title: string) {
  test.group(title, () => {
    test('is off, and says why', async ({ assert }) => {
      assert.include(await new EmbeddedMetadataReader().offBecause(), 'perl is not on this machine')
    })
  })
}

type Truth = Record<string, unknown>

async function compareWithTruth(reader: EmbeddedMetadataReader) {
  let right = 0
  const wrong: string[] = []
  const compare = (what: string, expected: unknown, found: unknown) => {
    if (expected === null || expected === undefined) return
    if (JSON.stringify(expected) === JSON.stringify(found)) right++
    else wrong.push(`${what}: ${JSON.stringify(expected)} but ${JSON.stringify(found)}`)
  }
  for (const list of globSync(`${CORPUS}*/EXPECTED.json`)) {
    const { files } = JSON.parse(readFileSync(list, 'utf8')) as { files: Record<string, { exiftool?: Truth }> }
    await Promise.all(
      Object.entries(files).map(async ([name, { exiftool: truth }]) => {
        const path = join(dirname(list), name)
        if (!truth || !existsSync(path)) return
        const read = await reader.read(path, (await sniff(path)).mimeType)
        if (!read) return
        const date = first(truth, 'ExifIFD:DateTimeOriginal')
        compare(`date of ${name}`, date === undefined ? null : isoDate(String(date)), read.dateTaken?.slice(0, 19))
        compare(`title of ${name}`, line(first(truth, 'XMP-dc:Title', 'IPTC:ObjectName')), read.title)
        compare(`creator of ${name}`, line(first(truth, 'XMP-dc:Creator', 'IPTC:By-line', 'IFD0:Artist')), read.creator)
        compare(`copyright of ${name}`, line(first(truth, 'XMP-dc:Rights', 'IPTC:CopyrightNotice', 'IFD0:Copyright')), read.copyright)
        compare(`orientation of ${name}`, orientation(first(truth, 'IFD0:Orientation')), read.orientation)
        compare(`keywords of ${name}`, keywordsIn(truth), read.keywords.toSorted())
        compare(
          `place of ${name}`,
          place(first(truth, 'Composite:GPSLatitude'), first(truth, 'Composite:GPSLongitude')),
          read.gps && place(read.gps.latitude, read.gps.longitude)
        )
      })
    )
  }
  return { right, wrong }
}

function first(truth: Truth, ...endings: string[]): unknown {
  return endings
    .map((ending) => Object.entries(truth).find(([key]) => key.endsWith(ending))?.[1])
    .find((value) => value !== undefined && value !== '')
}

function line(value: unknown): string | null {
  if (value === undefined) return null
  const text = (Array.isArray(value) ? value.join(', ') : String(value)).replace(/[^\P{Cc}\n\t]/gu, '').replace(/\s+/g, ' ')
  return text.trim().slice(0, 500) || null
}

function orientation(value: unknown): number | null {
  return typeof value === 'number' && value >= 1 && value <= 8 ? value : null
}

function keywordsIn(truth: Truth): string[] | null {
  const all = [first(truth, 'IPTC:Keywords'), first(truth, 'XMP-dc:Subject')].flat().flatMap((value) => line(value)?.slice(0, 200) ?? [])
  return all.length > 0 ? [...new Set(all)].toSorted() : null
}

function place(latitude: unknown, longitude: unknown): string[] | null {
  if (typeof latitude !== 'number' || typeof longitude !== 'number' || (!latitude && !longitude)) return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude.toFixed(5), longitude.toFixed(5)] : null
}
