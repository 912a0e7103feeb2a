import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { Program } from '#tests/support/api'
import { makeBrand } from '#tests/support/identity'

type Imported = { created: number; updated: number; unchanged: number }
type Problem = { code: string; detail: string; errors: { field: string; message: string }[] }

/** Vocabularies as they come in the world: WordNet, ISO codes, IPTC, and the categories of a shop. */
const CORPUS = app.makePath('../shared/corpus')

let nth = 0

async function emptyCatalog() {
  const admin = await Program.of({ role: 'system-admin' })
  const brandId = (await makeBrand(`Files ${++nth}`)).id
  const { body } = await admin.json('/catalogs', { method: 'POST', json: { name: `Files ${nth}`, brandId } })
  const bring = (content: string | Buffer, type = 'text/csv', program = admin) =>
    program.json<Imported & Problem>(`/catalogs/${body.id}/imports`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: content as string,
    })
  const file = async (format: string) => (await admin.fetch(`/catalogs/${body.id}/exports?format=${format}`)).text()
  /** Every path there is, with its code. */
  const paths = async () => (await file('csv')).split('\r\n').slice(1, -1)
  return { admin, brandId, catalogId: body.id as string, bring, file, paths }
}

const counted = ({ created, updated, unchanged }: Imported) => ({ created, updated, unchanged })

test.group('A file of categories', () => {
  test('is taken from those who shape the catalogue, of known types, and readable', async ({ assert }) => {
    const { bring, brandId, paths } = await emptyCatalog()
    assert.equal((await bring('path\nA\n', 'text/csv', await Program.of({ role: 'creator', brandId }))).status, 403)
    const stranger = await Program.of({ role: 'manager', brandId: (await makeBrand(`Unknown ${++nth}`)).id })
    assert.equal((await bring('path\nA\n', 'text/csv', stranger)).status, 404)
    assert.equal((await bring('path\nA\n', 'image/png')).body.code, 'unknown_import_type')
    for (const [content, type] of [
      ['', 'text/csv'],
      ['a,b\n1,2\n', 'text/csv'],
      ['path\n"A\n', 'text/csv'],
      [Buffer.from([0x70, 0x61, 0x74, 0x68, 0x0a, 0xff, 0xfe]), 'text/csv'],
      ['{"a": 1}', 'application/json'],
      ['[1]', 'application/json'],
      ['{"concepts": [', 'application/ld+json'],
    ] as const) {
      const { status, body } = await bring(content, type)
      assert.equal(status, 422, String(content))
      assert.equal(body.code, 'import_refused', String(content))
    }
    assert.deepEqual(await paths(), [])
  })

  test('with an error is refused by the names of its rows, and changes nothing', async ({ assert }) => {
    const { bring, paths } = await emptyCatalog()
    await bring('path,code\nMen,M\n')
    const table = ['code,parent,name', 'T,M,Tops', 'X,none,Lost', ',M,', `L,M,${'x'.repeat(201)}`].join('\n')
    const faulty = await bring(table)
    assert.equal(faulty.status, 422)
    assert.deepEqual(
      faulty.body.errors.map(({ field }) => field),
      ['Row 4', 'Row 5']
    )
    const lost = await bring('code,parent,name\nT,M,Tops\nX,none,Lost\n')
    assert.deepEqual(lost.body.errors, [
      { field: 'Row 3', message: 'There is no "none" for it to stand in, neither in the file nor in the catalogue.' },
    ])
    assert.include(lost.body.detail, 'Nothing was changed')
    const circle = [
      { id: 'a', prefLabel: 'A', broader: ['b'] },
      { id: 'b', prefLabel: 'B', broader: 'a' },
    ]
    assert.include((await bring(JSON.stringify(circle), 'application/json')).body.errors[0]!.message, 'circle')
    // A circle that only the catalogue and the file together make.
    await bring('code,parent,name\nN,M,Nested\n')
    assert.include((await bring('code,parent,name\nM,N,Men\n')).body.errors[0]!.message, 'circle')
    const deep = Array.from({ length: 33 }, (_, depth) => `L${depth}`).join('|')
    assert.include((await bring(`path\n${deep}\n`)).body.errors[0]!.message, '32 deep')
    assert.deepEqual(await paths(), ['Men,M,', 'Men|Nested,N,M'])
  })

  test('of paths makes what is missing, and the same again changes nothing', async ({ assert }) => {
    const { bring, paths, admin } = await emptyCatalog()
    const table = '\uFEFFpath;code\r\nMen > Tops > Shirts;SH\r\nMen;M\r\n"Women > ""Sale""; all";W\r\n\r\n'
    assert.deepEqual(counted((await bring(table)).body), { created: 5, updated: 0, unchanged: 0 })
    assert.deepEqual(await paths(), ['Men,M,', 'Men|Tops,,M', 'Men|Tops|Shirts,SH,', 'Women,,', '"Women|""Sale""; all",W,'])
    assert.deepEqual(counted((await bring(table)).body), { created: 0, updated: 0, unchanged: 5 })
    const { body } = await admin.json('/activities?action=catalog.imported')
    assert.deepInclude(body.data[1].after, { created: 5 })
  })

  test('by codes renames and moves what is there, with all that stands in it', async ({ assert }) => {
    const { bring, paths, catalogId } = await emptyCatalog()
    await bring('code,parent,name\nM,,Men\nT,M,Tops\nS,T,Shirts\nW,,Women\n')
    const again = await bring('code,parent,name\nT,W,Upper\nM,,Gentlemen\n')
    assert.deepEqual(counted(again.body), { created: 0, updated: 2, unchanged: 0 })
    assert.deepEqual(await paths(), ['Gentlemen,M,', 'Women,W,', 'Women|Upper,T,W', 'Women|Upper|Shirts,S,T'])
    const swapped = await bring('code,parent,name\nM,,Women\nW,,Gentlemen\n')
    assert.equal(swapped.body.updated, 2)
    assert.deepEqual((await paths())[0], 'Women,M,')
    const deepest = await db.from('categories').where('catalog_id', catalogId).where('code', 'S').first()
    assert.equal(Number(deepest.depth), 3)
    assert.lengthOf(await db.from('category_ancestors').where('category_id', deepest.id), 3)
  })

  test('goes out and comes back the same, by table and by concepts', async ({ assert }) => {
    const from = await emptyCatalog()
    await from.bring(
      JSON.stringify({
        '@graph': [
          {
            '@id': 'x:1',
            'prefLabel': [
              { '@language': 'de', '@value': 'Werkzeug' },
              { '@language': 'en', '@value': 'Tools' },
            ],
          },
          { '@id': 'x:3', 'prefLabel': { en: 'A|B\\C' }, 'broader': [{ '@id': 'x:1' }], 'notation': null },
          { '@id': 'x:2', 'prefLabel': '=SUM(1)', 'broader': { '@id': 'x:3' }, 'notation': 'N 2' },
          { '@id': 'x:4', 'prefLabel': 'Twins' },
          { '@id': 'x:5', 'prefLabel': 'twins' },
        ],
      }),
      'application/ld+json'
    )
    assert.lengthOf(await from.paths(), 5)
    for (const [format, type] of [
      ['csv', 'text/csv'],
      ['skos', 'application/json'],
    ] as const) {
      const to = await emptyCatalog()
      const file = await from.file(format)
      const { body, status } = await to.bring(file, type)
      assert.equal(status, 201, JSON.stringify(body))
      assert.equal(body.created, 5)
      assert.deepEqual(await to.paths(), await from.paths(), format)
      assert.deepEqual(counted((await from.bring(file, type)).body), { created: 0, updated: 0, unchanged: 5 }, format)
    }
    const response = await from.admin.fetch(`/catalogs/${from.catalogId}/exports?format=skos`)
    assert.match(response.headers.get('content-disposition')!, /^attachment; filename="catalogue-.+\.json"$/)
    assert.equal((await from.admin.fetch(`/catalogs/${from.catalogId}/exports?format=xml`)).status, 422)
    const stranger = await Program.of({ role: 'manager', brandId: (await makeBrand(`Curious ${++nth}`)).id })
    assert.equal((await stranger.fetch(`/catalogs/${from.catalogId}/exports`)).status, 404)
  })

  test('that names a deleted category makes a new one', async ({ assert }) => {
    const { bring, admin, paths, catalogId } = await emptyCatalog()
    await bring('path,code\nMen,M\n')
    const { id } = await db.from('categories').where('catalog_id', catalogId).first()
    await admin.json(`/categories/${id}`, { method: 'DELETE' })
    assert.equal((await bring('path,code\nMen,M\n')).body.created, 1)
    assert.deepEqual(await paths(), ['Men,M,'])
  })
})

test.group('Vocabularies of the world', () => {
  for (const [path, type, total] of [
    ['taxonomy/keywords_wordnet.json', 'application/json', 3853],
    ['taxonomy/keywords_wordnet_paths.csv', 'text/csv', 3836],
    ['taxonomy/iso_codes.json', 'application/json', 491],
    ['taxonomy/iptc_mediatopics_top17.json', 'application/json', 17],
    ['catalog-magento/categories.csv', 'text/csv', 28],
  ] as const) {
    test(`are taken as they are: ${path}`, async ({ assert }) => {
      const { bring, admin, catalogId, paths } = await emptyCatalog()
      const content = await readFile(`${CORPUS}/${path}`)
      const { status, body } = await bring(content, type)
      assert.equal(status, 201, JSON.stringify(body))
      assert.deepEqual(counted(body), { created: total, updated: 0, unchanged: 0 })
      assert.lengthOf(await paths(), total)
      assert.equal((await bring(content, type)).body.created, 0)
      const { body: top } = await admin.json(`/categories?catalog=${catalogId}&parent=none&limit=200`)
      assert.isAbove(top.data.length, 0)
    }).skip(!existsSync(`${CORPUS}/${path}`), `${path} is not beside the project`)
  }
})
