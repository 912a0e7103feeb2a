import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { loadVisitor } from '#identity'
import { ImportFolder } from '../../../app/assets/imports/import_folder.ts'
import { MetadataTemplate } from '../../../app/assets/templates/metadata_template.ts'
import { Program } from '#tests/support/api'
import { brandWithFields } from '#tests/support/fields'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'

type Place = Awaited<ReturnType<typeof brandWithFields>>

test.group('Metadata templates (S3-09)', (group) => {
  let place: Place
  let sequence = 0
  group.setup(async () => {
    place = await brandWithFields('Templates', [
      { label: 'Season', key: 'tplSeason', kind: 'choice', choices: [{ label: 'Spring' }, { label: 'Autumn' }], isRequired: true },
      { label: 'Shoot', key: 'tplShoot', kind: 'text' },
      { label: 'Budget', key: 'tplBudget', kind: 'text', seenBy: 'brands.edit' },
      { label: 'Lens', key: 'tplLens', kind: 'text', assetTypes: ['video'] },
    ])
  })

  const make = (values: object, by = place.manager, brandId: string | null = place.brand.id) =>
    by.json('/metadata-templates', { method: 'POST', json: { name: `Template ${++sequence}`, brandId, values } })
  const made = async (values: object): Promise<string> => {
    const { status, body } = await make(values)
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body.id
  }
  const upload = async (templateId: string, fields: Record<string, string> = {}, by = place.creator) =>
    by.upload(await picture(), 'plum.jpg', { brandId: place.brand.id, templateId, ...fields })
  const SPRING = { fields: { tplSeason: 'spring' } }

  test('are made, changed and deleted by those alone who hold templates.manage', async ({ assert }) => {
    assert.equal((await make({}, place.creator)).status, 403)
    assert.equal((await make({}, place.manager, null)).status, 403)
    const stranger = await Program.of({ role: null })
    const id = await made(SPRING)
    const path = `/metadata-templates/${id}`
    assert.equal((await stranger.json(path)).status, 404)
    assert.equal((await place.creator.json(path)).status, 200)
    for (const method of ['PATCH', 'DELETE']) {
      assert.equal((await place.creator.json(path, { method, json: { name: 'Mine' } })).status, 403)
      assert.equal((await stranger.json(path, { method, json: { name: 'Mine' } })).status, 404)
    }
    const renamed = await place.manager.json(path, { method: 'PATCH', json: { name: 'Renamed', values: { title: 'Plum' } } })
    assert.equal(renamed.status, 200)
    assert.containsSubset(renamed.body, { name: 'Renamed', values: { title: 'Plum' } })
    assert.equal((await place.manager.json(path, { method: 'DELETE' })).status, 204)
    assert.equal((await place.manager.json(path)).status, 404)
  })

  test('have names of their own, and values that a card can have', async ({ assert }) => {
    const name = 'Only one'
    const json = { name, brandId: place.brand.id }
    assert.equal((await place.manager.json('/metadata-templates', { method: 'POST', json })).status, 201)
    const twice = await place.manager.json('/metadata-templates', {
      method: 'POST',
      json: { ...json, name: 'only  ONE'.replace('  ', ' ') },
    })
    assert.deepEqual([twice.status, twice.body.code], [409, 'name_taken'])
    const wrong = await make({ rating: 9 })
    assert.equal(wrong.status, 422)
    assert.equal(wrong.body.errors[0].field, 'values.rating')
  })

  test('are listed for their brand, with those of every brand', async ({ assert }) => {
    const admin = await Program.of({ role: 'system-admin' })
    const everywhere = await make({ creditLine: 'Orchard' }, admin, null)
    const other = await brandWithFields('Elsewhere')
    const theirs = await make({}, admin, other.brand.id)
    const { body } = await place.creator.json(`/metadata-templates?brand=${place.brand.id}`)
    const ids = body.data.map(({ id }: { id: string }) => id)
    assert.include(ids, everywhere.body.id)
    assert.notInclude(ids, theirs.body.id)
    assert.equal((await place.creator.json(`/metadata-templates/${theirs.body.id}`)).status, 404)
  })

  test('never tell of fields that one may not see, and keep them when such a person saves', async ({ assert }) => {
    const id = await made({ fields: { tplSeason: 'spring', tplBudget: 'Line 7' } })
    const seen = await place.creator.json(`/metadata-templates/${id}`)
    assert.deepEqual(seen.body.values.fields, { tplSeason: 'spring' })
    const keeper = await Program.of({ role: 'pim-admin', brandId: place.brand.id })
    const saved = await keeper.json(`/metadata-templates/${id}`, { method: 'PATCH', json: { values: { title: 'New' } } })
    assert.notInclude(JSON.stringify(saved.body), 'Line 7')
    const { body } = await place.manager.json(`/metadata-templates/${id}`)
    assert.deepEqual(body.values, { title: 'New', fields: { tplBudget: 'Line 7' } })
  })

  test('describe what is uploaded; what is given by hand goes before, and the file last', async ({ assert }) => {
    const values = {
      title: 'Of the template',
      copyright: '© Template',
      keywords: ['one'],
      fields: { tplSeason: 'spring', tplShoot: 'Dawn' },
    }
    const id = await made(values)
    const { status, body } = await upload(id, { title: 'By hand', fields: JSON.stringify({ tplShoot: 'Dusk' }) })
    assert.equal(status, 201, JSON.stringify(body))
    await workUntilIdle()
    const { body: asset } = await place.creator.json(`/assets/${body.id}`)
    assert.containsSubset(asset, {
      title: 'By hand',
      copyright: '© Template',
      keywords: ['one'],
      fields: { tplSeason: 'spring', tplShoot: 'Dusk' },
      missingFields: 0,
    })
    assert.deepEqual(body.leftOut, [])
  })

  test('give what is required, so that an upload is taken that would be refused without', async ({ assert }) => {
    const without = await place.creator.upload(await picture(), 'plum.jpg', { brandId: place.brand.id })
    assert.deepEqual([without.status, without.body.code], [422, 'field_required'])
    assert.equal((await upload(await made(SPRING))).status, 201)
    const empty = await upload(await made({ title: 'Plum' }))
    assert.deepEqual([empty.status, empty.body.code], [422, 'field_required'])
  })

  test('say what they cannot give any more, and give the rest', async ({ assert }) => {
    const field = await place.manager.json('/fields', {
      method: 'POST',
      json: { label: 'Gone', key: 'tplGone', kind: 'text', brandId: place.brand.id },
    })
    const values = {
      title: 'Plum',
      tags: ['nowhere'],
      categories: ['gone'],
      fields: { tplSeason: 'spring', tplGone: 'x', tplLens: '50', tplBudget: 'Line 7' },
    }
    const id = await made(values)
    await place.manager.json(`/fields/${field.body.id}`, { method: 'DELETE' })
    const { status, body } = await upload(id)
    assert.equal(status, 201, JSON.stringify(body))
    assert.equal(body.title, 'Plum')
    assert.deepEqual(body.fields, { tplSeason: 'spring' })
    assert.deepEqual(body.leftOut.map((one: { field: string }) => one.field).sort(), ['categories', 'fields.tplGone', 'tags'])
    assert.notInclude(JSON.stringify(body), 'Line 7')
  })

  test('of another brand are refused, and those that one may not know do not exist', async ({ assert }) => {
    const other = await brandWithFields('Foreign')
    const { body } = await make({}, other.manager, other.brand.id)
    assert.equal((await upload(body.id)).status, 404)
    const admin = await Program.of({ role: 'system-admin' })
    const refused = await upload(body.id, {}, admin)
    assert.deepEqual([refused.status, refused.body.code], [422, 'template_of_other_brand'])
  })

  test('describe resumable uploads', async ({ assert }) => {
    const id = await made({ ...SPRING, title: 'In parts' })
    const bytes = await picture()
    const told = { filename: 'parts.jpg', brandId: place.brand.id, templateId: id }
    const metadata = Object.entries(told).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length), 'upload-metadata': metadata.join(',') }
    const begun = await place.creator.fetch('/uploads', { method: 'POST', headers })
    assert.equal(begun.status, 201)
    const done = await place.creator.fetch(new URL(begun.headers.get('location')!, 'http://x').pathname, {
      method: 'PATCH',
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(bytes),
    })
    const answer = JSON.parse(done.headers.get('damson-asset')!)
    assert.deepEqual(answer.leftOut, [])
    assert.equal((await place.creator.json(`/assets/${answer.id}`)).body.title, 'In parts')
  })

  test('describe the files of an imported folder', async ({ assert, cleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'damson-template-'))
    cleanup(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'imported.jpg'), await picture())
    const template = await MetadataTemplate.findOrFail(await made({ ...SPRING, title: 'Imported', tags: ['nowhere'] }))
    const visitor = (await loadVisitor(place.manager.user.id, 'cli'))!
    const report = await (
      await app.container.make(ImportFolder)
    ).handle(visitor, { folder, brandId: place.brand.id, duplicates: 'refuse', template })
    assert.containsSubset(report, { created: 1, refused: [], leftOut: ['There is no tag "nowhere" in this brand.'] })
    const { body } = await place.manager.json(`/assets?brand=${place.brand.id}&text=imported`)
    assert.containsSubset(body.data[0], { title: 'Imported', fields: { tplSeason: 'spring' } })
  })

  test('describe many at once: what is empty, or all, and can be taken back (S3-13, S3-14)', async ({ assert }) => {
    const asset = async (card: object) => {
      const { body } = await place.creator.upload(await picture(), 'many.jpg', {
        brandId: place.brand.id,
        fields: '{"tplSeason":"autumn"}',
      })
      await place.manager.json(`/assets/${body.id}`, { method: 'PATCH', json: card })
      return body.id as string
    }
    const look = async (id: string) => {
      const { body } = await place.manager.json(`/assets/${id}`)
      return { title: body.title, tags: body.tags.map(({ name }: { name: string }) => name), fields: body.fields }
    }
    const told = await asset({ title: 'Mine', tags: ['kept'] })
    const bare = await asset({})
    await workUntilIdle()
    const before = [await look(told), await look(bare)]
    await place.manager.json('/tags', { method: 'POST', json: { name: 'given', brandId: place.brand.id } })
    const id = await made({ title: 'Theirs', tags: ['given', 'nowhere'], fields: { tplSeason: 'spring', tplShoot: 'Dawn' } })
    const apply = async (mode: string, by = place.manager) => {
      const json = { kind: 'edit', ids: [told, bare], template: { id, mode } }
      const { status, body } = await by.json('/operations', { method: 'POST', json })
      assert.equal(status, 202, JSON.stringify(body))
      await workUntilIdle()
      return body.id as string
    }
    const filled = await apply('fill')
    assert.deepEqual(await look(told), { title: 'Mine', tags: ['kept'], fields: { tplSeason: 'autumn', tplShoot: 'Dawn' } })
    assert.deepEqual(await look(bare), { title: 'Theirs', tags: ['given'], fields: { tplSeason: 'autumn', tplShoot: 'Dawn' } })
    assert.equal((await place.manager.json(`/operations/${filled}/reversals`, { method: 'POST' })).status, 202)
    await workUntilIdle()
    assert.deepEqual([await look(told), await look(bare)], before)
    const replaced = await apply('replace', place.creator)
    for (const one of [told, bare]) {
      assert.deepEqual(await look(one), { title: 'Theirs', tags: ['given'], fields: { tplSeason: 'spring', tplShoot: 'Dawn' } })
    }
    assert.containsSubset((await place.creator.json(`/operations/${replaced}`)).body, { done: 2, refused: 0 })
  })

  test('describe no assets of another brand, and none where they say nothing', async ({ assert }) => {
    const admin = await Program.of({ role: 'system-admin' })
    const other = await brandWithFields('Beyond')
    const elsewhere = await other.added('elsewhere')
    const start = async (id: string) =>
      admin.json('/operations', { method: 'POST', json: { kind: 'edit', ids: [elsewhere], template: { id, mode: 'replace' } } })
    assert.equal((await start(await made({}))).body.code, 'nothing_to_change')
    assert.equal((await start('unknown')).status, 404)
    const { body } = await start(await made({ title: 'Theirs' }))
    await workUntilIdle()
    const { body: operation } = await admin.json(`/operations/${body.id}`)
    assert.containsSubset(operation, { done: 0, refused: 1 })
    assert.include(operation.items[0].reason, 'not for assets of this brand')
  })
})
