import { test } from '@japa/runner'
import { parse } from 'csv-parse/sync'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'

type Table = { status: number; headers: Headers; text: string; rows: Record<string, string>[] }

test.group('Cards as a table', (group) => {
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    const cards = [
      { name: 'Orchard in May', title: 'Blüten, "weiß"\r\nund rosa', keywords: 'plum, spring' },
      { name: '=HYPERLINK("http://evil.example")', title: '+1', keywords: '@SUM(A1)' },
      { name: 'Harbour', title: '-2+3', keywords: '' },
    ]
    for (const { name, ...fields } of cards) await program.upload(await picture(), 'card.jpg', { name, ...fields })
  })

  const table = async (query = '', by = program): Promise<Table> => {
    const response = await by.fetch(`/metadata-exports${query}`)
    const text = await response.text()
    const rows = response.ok ? parse(text, { columns: true, bom: true }) : []
    return { status: response.status, headers: response.headers, text, rows: rows as Record<string, string>[] }
  }

  test('has a row for each that matches, the newest first, with the columns that were asked for', async ({ assert }) => {
    const { headers, rows, text } = await table('?columns=name,title,keywords')
    assert.match(headers.get('content-type')!, /^text\/csv; charset=utf-8/)
    assert.match(headers.get('content-disposition')!, /^attachment; filename="assets-\d{4}-\d\d-\d\d\.csv"$/)
    assert.deepEqual(rows.at(-1), { name: 'Orchard in May', title: 'Blüten, "weiß"\r\nund rosa', keywords: 'plum; spring' })
    assert.lengthOf(rows, 3)
    assert.isTrue(text.startsWith('name,title,keywords\r\n'))
    const all = await table()
    assert.includeMembers(Object.keys(all.rows[0]!), ['id', 'fileName', 'sha256', 'size', 'createdAt', 'createdBy'])
  })

  test('takes the filters of the list', async ({ assert }) => {
    assert.deepEqual(
      (await table('?text=harbour&columns=name')).rows.map(({ name }) => name),
      ['Harbour']
    )
    assert.lengthOf((await table('?type=video')).rows, 0)
    assert.lengthOf((await table('?text=!!!')).rows, 0)
    const bad = await program.json('/metadata-exports?columns=name,passwordHash')
    assert.equal(bad.status, 422)
    assert.equal((await table('?type=nonsense')).status, 422)
  })

  test('disarms what a spreadsheet would carry out (T15)', async ({ assert }) => {
    const { rows } = await table('?columns=name,title,keywords')
    const cells = rows.flatMap((row) => Object.values(row))
    assert.includeMembers(cells, [`'=HYPERLINK("http://evil.example")`, `'+1`, `'-2+3`, `'@SUM(A1)`])
    assert.isEmpty(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell)))
  })

  test('begins with the mark by which Excel knows UTF-8 where that is asked for', async ({ assert }) => {
    const bytes = async (query: string) => new Uint8Array(await (await program.fetch(`/metadata-exports${query}`)).arrayBuffer())
    assert.deepEqual([...(await bytes('?bom=true')).slice(0, 3)], [0xef, 0xbb, 0xbf])
    assert.notEqual((await bytes('')).at(0), 0xef)
  })

  test('holds nothing of brands that one may not see, and nothing from the trash (T7)', async ({ assert }) => {
    const brandId = newId()
    const now = Date.now()
    await db.table('brands').insert({ id: brandId, name: 'Other', name_key: 'other', slug: 'other', created_at: now, updated_at: now })
    const stranger = await Program.of({ role: 'dam-write', brandId })
    assert.lengthOf((await table('', stranger)).rows, 0)
    const { body } = await program.upload(await picture(), 'gone.jpg')
    await program.json(`/assets/${body.id}`, { method: 'DELETE' })
    assert.notInclude((await table('?columns=id')).text, body.id)
    assert.equal((await table('', await Program.of({ role: null }))).status, 403)
  })

  test('is whole beyond one batch, and writes down who took it', async ({ assert }) => {
    const [blob] = await db.from('assets').select('*').limit(1)
    const many = Array.from({ length: 600 }, (_, nth) => ({ ...blob, id: newId(), name: `Row ${nth}`, name_key: `row ${nth}` }))
    for (let at = 0; at < many.length; at += 100) await db.table('assets').multiInsert(many.slice(at, at + 100))
    const { rows } = await table('?columns=id,name')
    assert.lengthOf(rows, 603)
    assert.equal(new Set(rows.map(({ id }) => id)).size, 603)
    const last = await db.from('activities').where('action', 'metadata.exported').orderBy('id', 'desc').firstOrFail()
    assert.equal(last.actor_id, program.user.id)
  })
})
