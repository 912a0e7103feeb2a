import { test } from '@japa/runner'
import sharp from 'sharp'
import db from '@adonisjs/lucid/services/db'
import { Program } from '#tests/support/api'
import { brandWithFields, makeField } from '#tests/support/fields'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'

type Page = { data: { id: string; name: string; fields: object }[]; meta: { total: number } }

const SEASONS = ['spring', 'summer', 'autumn'].map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) }))

/** One field of each kind, whose keys begin with this. */
const everyKind = (prefix: string) =>
  (
    [
      { label: 'Text', kind: 'text', max: 20, pattern: '[A-Z].*' },
      { label: 'Story', kind: 'longText' },
      { label: 'Weight', kind: 'number', min: 0, max: 100 },
      { label: 'Shot on', kind: 'date', min: '2020-01-01' },
      { label: 'Cleared', kind: 'boolean' },
      { label: 'Season', kind: 'choice', choices: SEASONS },
      { label: 'Seasons', kind: 'choices', choices: SEASONS },
      { label: 'Web', kind: 'url' },
      { label: 'Contact', kind: 'user' },
      { label: 'Tint', kind: 'colour' },
    ] as const
  ).map((field) => ({ ...field, isFilterable: true, key: prefix + field.kind[0]!.toUpperCase() + field.kind.slice(1) }))

const patch = (program: Program, id: string, fields: object, headers = {}) =>
  program.json(`/assets/${id}`, { method: 'PATCH', json: { fields }, headers })

test.group('The custom fields of an asset (S0-32)', () => {
  test('take what they are for, and say what would be right', async ({ assert }) => {
    const { creator, added } = await brandWithFields('values-kinds', everyKind('vk'))
    const outsider = await Program.of({ role: 'creator', brandId: (await brandWithFields('values-outside')).brand.id })
    const id = await added('values of every kind')
    for (const [key, wrong, said] of [
      ['vkText', 'lower case', /^Text must look like the pattern \[A-Z\]/],
      ['vkText', 'X'.repeat(21), /^Text is at most 20 characters long, this is 21\.$/],
      ['vkText', { a: 1 }, /^Text is text/],
      ['vkNumber', 101, /^Weight is a number from 0 to 100\.$/],
      ['vkNumber', 'heavy', /^Weight is a number/],
      ['vkNumber', true, /^Weight is a number/],
      ['vkDate', '2026-02-30', /^Shot on is a day such as .* not below 2020-01-01\.$/],
      ['vkDate', '2019-12-31', /^Shot on is a day/],
      ['vkBoolean', 'perhaps', /^Cleared is true or false\.$/],
      ['vkChoice', 'winter', /^Season is one of spring, summer, autumn\.$/],
      ['vkChoices', ['spring', 'winter'], /^Seasons is a list out of .* it has no "winter"/],
      ['vkUrl', 'javascript:alert(1)', /^Web is a web address/],
      ['vkUser', outsider.user.id, /^Contact is a person who can see this brand\.$/],
      ['vkColour', 'plum', /^Tint is a colour such as #6b2a5b\.$/],
    ] as const) {
      const { status, body } = await patch(creator, id, { [key]: wrong })
      assert.deepEqual([status, body.code, body.errors[0].field], [422, 'field_values_refused', `fields.${key}`], JSON.stringify(wrong))
      assert.match(body.errors[0].message, said)
    }
    const unknown = await patch(creator, id, { vkNothing: 1 })
    assert.deepEqual([unknown.status, unknown.body.code], [422, 'unknown_field'])
    const { body } = await patch(creator, id, {
      vkText: ' Plum ',
      vkLongText: 'One\r\ntwo',
      vkNumber: '12.50',
      vkDate: '2026-05-31',
      vkBoolean: 'no',
      vkChoice: 'Summer',
      vkChoices: ['summer', 'Spring'],
      vkUrl: 'https://example.com/a?b=1',
      vkUser: creator.user.id,
      vkColour: '6B2A5B',
    })
    assert.deepEqual(body.fields, {
      vkText: 'Plum',
      vkLongText: 'One\ntwo',
      vkNumber: 12.5,
      vkDate: '2026-05-31',
      vkBoolean: false,
      vkChoice: 'summer',
      vkChoices: ['spring', 'summer'],
      vkUrl: 'https://example.com/a?b=1',
      vkUser: creator.user.id,
      vkColour: '#6b2a5b',
    })
    const emptied = await patch(creator, id, { vkText: null, vkChoices: [], vkNumber: '' })
    assert.notProperty(emptied.body.fields, 'vkText')
    assert.notProperty(emptied.body.fields, 'vkChoices')
    assert.notProperty(emptied.body.fields, 'vkNumber')
    assert.equal(emptied.body.fields.vkDate, '2026-05-31')
  })

  test('a pattern that would hold others up does not', async ({ assert }) => {
    const { creator, added } = await brandWithFields('values-pattern', [
      { label: 'Evil', key: 'evilPattern', kind: 'text', pattern: '(a+)+$' },
    ])
    const id = await added('evil pattern')
    const before = performance.now()
    assert.equal((await patch(creator, id, { evilPattern: `${'a'.repeat(900)}b` })).status, 422)
    assert.isBelow(performance.now() - before, 2000)
  })

  test('are of the types and brands they are made for only', async ({ assert }) => {
    const { manager, creator, added, brand } = await brandWithFields('values-types', [
      { label: 'For images', key: 'imagesOnly', kind: 'text', assetTypes: ['image'], isRequired: true },
    ])
    const elsewhere = await brandWithFields('values-types-elsewhere', [{ label: 'Theirs', key: 'theirs', kind: 'text' }])
    const id = await added('no image')
    assert.equal((await patch(creator, id, { imagesOnly: 'x' })).body.code, 'unknown_field')
    assert.equal((await patch(creator, id, { theirs: 'x' })).body.code, 'unknown_field')
    assert.equal((await manager.json(`/fields?brand=${brand.id}`)).body.data.length, 1)
    assert.equal((await elsewhere.creator.json(`/assets/${id}`)).status, 404)
  })

  test('are seen and written by those only who may, in JSON, activities, filters and tables', async ({ assert }) => {
    const { manager, creator, added, brand } = await brandWithFields('values-sight', [
      { label: 'Secret', key: 'secretPrice', kind: 'text', seenBy: 'brands.edit', isFilterable: true },
      { label: 'Readable', key: 'readableOnly', kind: 'text', editedBy: 'brands.edit' },
    ])
    const id = await added('priced')
    assert.equal((await patch(creator, id, { secretPrice: 'x' })).body.code, 'unknown_field')
    const refused = await patch(creator, id, { readableOnly: 'x' })
    assert.deepEqual([refused.status, refused.body.code], [403, 'field_not_editable'])
    assert.equal((await patch(manager, id, { secretPrice: 'nine', readableOnly: 'free' })).status, 200)
    assert.deepEqual((await creator.json(`/assets/${id}`)).body.fields, { readableOnly: 'free' })
    assert.deepEqual((await manager.json(`/assets/${id}`)).body.fields, { secretPrice: 'nine', readableOnly: 'free' })
    const log = async (by: Program) => JSON.stringify((await by.json(`/activities?assetId=${id}`)).body)
    assert.notInclude(await log(creator), 'nine')
    assert.include(await log(manager), 'nine')
    assert.equal((await manager.json<Page>('/assets?field.secretPrice=nine')).body.meta.total, 1)
    assert.equal((await creator.json('/assets?field.secretPrice=nine')).body.code, 'unknown_field')
    assert.equal((await creator.json('/assets?hasFields=secretPrice')).body.code, 'unknown_field')
    const table = async (by: Program) => (await by.fetch(`/metadata-exports?brand=${brand.id}`)).text()
    assert.notInclude(await table(creator), 'ecret')
    assert.match(await table(manager), /fields\.secretPrice,fields\.readableOnly[\s\S]*nine,free/)
    assert.equal((await creator.json(`/metadata-exports?columns=fields.secretPrice`)).status, 422)
  })

  test('written by two people at once collide only where both write the same', async ({ assert }) => {
    const { creator, added } = await brandWithFields('values-conflicts', [
      { label: 'One', key: 'conflictOne', kind: 'text' },
      { label: 'Two', key: 'conflictTwo', kind: 'text' },
    ])
    const id = await added('contested')
    const etag = (await creator.json(`/assets/${id}`)).headers.get('etag')!
    const then = { 'if-match': etag }
    assert.equal((await patch(creator, id, { conflictOne: 'a' }, then)).status, 200)
    assert.equal((await patch(creator, id, { conflictTwo: 'b' }, then)).status, 200)
    const { status, body } = await patch(creator, id, { conflictOne: 'c', conflictTwo: 'b' }, then)
    assert.equal(status, 412)
    assert.deepEqual(body.errors, [{ field: 'fields.conflictOne', message: 'Changed meanwhile.' }])
    assert.deepEqual((await creator.json(`/assets/${id}`)).body.fields, { conflictOne: 'a', conflictTwo: 'b' })
  })

  test('are found by their words, where the field says so, and follow when that changes', async ({ assert }) => {
    const { manager, added, fields, brand } = await brandWithFields('values-words', [
      { label: 'Photographer', key: 'wordsWho', kind: 'text', isSearchable: true },
      { label: 'Season', key: 'wordsSeason', kind: 'choice', choices: [{ value: 'x1', label: 'Quincetide' }] },
    ])
    const id = await added('found by words', { wordsWho: 'Amygdala Brown', wordsSeason: 'x1' })
    const total = async (text: string) => (await manager.json<Page>(`/assets?brand=${brand.id}&text=${text}`)).body.meta.total
    assert.deepEqual([await total('amygd'), await total('quincetide')], [1, 0])
    await manager.json(`/fields/${fields[1]!.id}`, { method: 'PATCH', json: { isSearchable: true } })
    await workUntilIdle()
    assert.equal(await total('quincetide'), 1)
    await manager.json(`/fields/${fields[1]!.id}`, { method: 'PATCH', json: { choices: [{ value: 'x1', label: 'Medlartide' }] } })
    await workUntilIdle()
    assert.deepEqual([await total('quincetide'), await total('medlartide')], [0, 1])
    await patch(manager, id, { wordsWho: null })
    assert.equal(await total('amygd'), 0)
  })
})

test.group('Custom fields and what files say (S0-32)', () => {
  test('are filled once from the tags they are mapped to, where they are empty', async ({ assert }) => {
    const { creator, brand } = await brandWithFields('values-mapped', [
      { label: 'Agency', key: 'mappedAgency', kind: 'text', mappedFrom: ['IPTC:Source', 'XMP-photoshop:Source'] },
      { label: 'Origin', key: 'mappedOrigin', kind: 'text', mappedFrom: ['XMP-dc:Source'] },
      { label: 'Rating', key: 'mappedRating', kind: 'number', max: 3, mappedFrom: ['XMP-xmp:Rating'], default: 1 },
      { label: 'Job', key: 'mappedJob', kind: 'text', mappedFrom: ['XMP-photoshop:TransmissionReference'], default: 'none' },
    ])
    const bytes = await sharp(await picture())
      .withXmp(XMP)
      .jpeg()
      .toBuffer()
    const { body } = await creator.upload(bytes, 'mapped.jpg', { 'brandId': brand.id, 'fields.mappedOrigin': 'by hand' })
    await workUntilIdle()
    const wanted = { mappedAgency: 'Orchard Press', mappedOrigin: 'by hand', mappedRating: 1, mappedJob: 'J-7' }
    assert.deepEqual((await creator.json(`/assets/${body.id}`)).body.fields, wanted)
    await patch(creator, body.id, { mappedAgency: null })
    await creator.json(`/assets/${body.id}/processings`, { method: 'POST' })
    await workUntilIdle()
    assert.notProperty((await creator.json(`/assets/${body.id}`)).body.fields, 'mappedAgency')
    const again = await creator.upload(bytes, 'again.jpg', { brandId: brand.id, duplicates: 'keep' })
    assert.deepEqual(again.body.fields, { ...wanted, mappedOrigin: 'the old tree' })
  })
})

const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 dc:source="the old tree" photoshop:Source="Orchard Press" photoshop:TransmissionReference="J-7" xmp:Rating="5"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

test.group('Required fields (S0-33, S0-34)', () => {
  test('are asked for at every way of uploading', async ({ assert }) => {
    const { creator, upload, brand, manager } = await brandWithFields('required-upload', [
      { label: 'Season', key: 'requiredSeason', kind: 'choice', choices: SEASONS, isRequired: true },
      {
        label: 'Reason',
        key: 'requiredReason',
        kind: 'text',
        isRequired: true,
        condition: { field: 'requiredSeason', values: ['autumn'] },
      },
      { label: 'Origin', key: 'requiredOrigin', kind: 'text', isRequired: true, default: 'orchard' },
      { label: 'Keeper', key: 'requiredKeeper', kind: 'text', isRequired: true, editedBy: 'brands.edit' },
    ])
    const refused = await upload('no season')
    assert.deepEqual([refused.status, refused.body.code], [422, 'field_required'])
    assert.deepEqual(refused.body.errors, [{ field: 'fields.requiredSeason', message: 'Season is required.' }])
    assert.equal((await upload('no reason', { requiredSeason: 'autumn' })).body.errors[0].field, 'fields.requiredReason')
    assert.equal((await upload('wrong', { requiredSeason: 'winter' })).body.code, 'field_values_refused')
    assert.equal((await creator.json<Page>(`/assets?brand=${brand.id}`)).body.meta.total, 0)
    const begun = await creator.fetch('/uploads', {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': '3', 'upload-metadata': metadata({ filename: 'a.txt', brandId: brand.id }) },
    })
    assert.deepEqual([begun.status, ((await begun.json()) as { code: string }).code], [422, 'field_required'])
    const byField = await creator.upload('one by one', 'a.txt', { 'brandId': brand.id, 'fields.requiredSeason': 'Spring' })
    assert.deepEqual([byField.status, byField.body.fields], [201, { requiredSeason: 'spring', requiredOrigin: 'orchard' }])
    // What the uploader may not write is left to whoever may.
    assert.equal(byField.body.missingFields, 1)
    const bad = await creator.upload('bad', 'a.txt', { brandId: brand.id, fields: '{' })
    assert.deepEqual([bad.status, bad.body.errors[0].field], [422, 'fields'])
    assert.equal((await manager.json<Page>('/assets?incomplete=yes')).body.meta.total, 1)
  })

  test('travel with resumable uploads', async ({ assert }) => {
    const { creator, brand } = await brandWithFields('required-tus', [{ label: 'Note', key: 'tusNote', kind: 'text', isRequired: true }])
    const begun = await creator.fetch('/uploads', {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '8',
        'upload-metadata': metadata({ filename: 'a.txt', brandId: brand.id, fields: JSON.stringify({ tusNote: 'Grüße' }) }),
      },
    })
    assert.equal(begun.status, 201)
    const done = await creator.fetch(begun.headers.get('location')!, {
      method: 'PATCH',
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: 'resumed!',
    })
    const { id } = JSON.parse(done.headers.get('damson-asset')!) as { id: string }
    assert.deepEqual((await creator.json(`/assets/${id}`)).body.fields, { tusNote: 'Grüße' })
  })

  test('cannot be emptied, and those that are empty are counted, found and followed', async ({ assert }) => {
    const { manager, creator, added, brand, fields } = await brandWithFields('required-edit', [
      { label: 'Grade', key: 'gradeNow', kind: 'number' },
    ])
    const [full, empty] = [await added('graded', { gradeNow: 3 }), await added('not graded')]
    const incomplete = async () => {
      const { body } = await creator.json<Page>(`/assets?incomplete=yes&brand=${brand.id}`)
      return [body.data.map(({ id }) => id), body.meta.total]
    }
    assert.deepEqual(await incomplete(), [[], 0])
    await manager.json(`/fields/${fields[0]!.id}`, { method: 'PATCH', json: { isRequired: true } })
    await workUntilIdle()
    assert.deepEqual(await incomplete(), [[empty], 1])
    assert.equal((await creator.json(`/assets/${empty}`)).body.missingFields, 1)
    const refused = await patch(creator, full, { gradeNow: null })
    assert.deepEqual([refused.status, refused.body.code], [422, 'field_required'])
    assert.equal((await patch(creator, empty, { gradeNow: null })).status, 200)
    assert.equal((await patch(creator, empty, { gradeNow: 1 })).body.missingFields, 0)
    assert.deepEqual(await incomplete(), [[], 0])
    const { body } = await creator.json<Page>(`/assets?incomplete=no&brand=${brand.id}`)
    assert.equal(body.meta.total, 2)
    await makeField(manager, { label: 'Late', key: 'lateField', kind: 'boolean', isRequired: true, brandId: brand.id })
    await workUntilIdle()
    assert.equal((await incomplete())[1], 2)
  })
})

test.group('Filters and facets of custom fields (S1-33)', () => {
  test('find by value, range, words, any value and none', async ({ assert }) => {
    const { creator, added, brand } = await brandWithFields('values-filters', everyKind('fl'))
    const a = await added('filter a', {
      flText: 'Red plum',
      flNumber: 5,
      flDate: '2026-01-10',
      flBoolean: true,
      flChoice: 'spring',
      flChoices: ['spring', 'summer'],
    })
    const b = await added('filter b', {
      flText: 'Blue',
      flNumber: 50,
      flDate: '2026-03-01',
      flBoolean: false,
      flChoice: 'summer',
      flChoices: ['summer'],
    })
    const c = await added('filter c', { flUser: creator.user.id, flColour: '#abcdef', flUrl: 'https://example.com' })
    const found = async (query: string) =>
      (await creator.json<Page>(`/assets?brand=${brand.id}&sort=oldest&${query}`)).body.data.map(({ id }) => id)
    for (const [query, wanted] of [
      ['field.flChoice=spring', [a]],
      ['field.flChoice=spring,summer', [a, b]],
      ['field.flChoice.without=spring', [b, c]],
      ['field.flChoices=summer', [a, b]],
      ['field.flChoices=summer&field.flChoice=summer', [b]],
      ['field.flNumber.min=6', [b]],
      ['field.flNumber.min=5&field.flNumber.max=49.5', [a]],
      ['field.flNumber=50.0', [b]],
      ['field.flDate.min=2026-01-11&field.flDate.max=2026-03-01', [b]],
      ['field.flBoolean=false', [b]],
      ['field.flText.contains=PLUM', [a]],
      ['field.flText.contains=%25', []],
      ['field.flText.equals=blue', [b]],
      ['field.flUser=' + creator.user.id, [c]],
      ['field.flColour=ABCDEF', [c]],
      ['hasFields=flUrl', [c]],
      ['lacksFields=flNumber', [c]],
      ['hasFields=flNumber,flChoice', [a, b]],
    ] as const) {
      assert.deepEqual(await found(query), wanted, query)
    }
    for (const [wrong, field] of [
      ['field.flNothing=1', 'field.flNothing'],
      ['field.flChoice=winter', 'field.flChoice'],
      ['field.flNumber.min=low', 'field.flNumber.min'],
      ['field.flText.min=1', 'field.flText.min'],
      ['field.flChoice.contains=x', 'field.flChoice.contains'],
    ] as const) {
      const { status, body } = await creator.json(`/assets?${wrong}`)
      assert.deepEqual([status, body.errors?.[0]?.field], [422, field], wrong)
    }
    const started = await creator.json('/operations', { method: 'POST', json: { kind: 'trash', query: { 'field.flNothing': '1' } } })
    assert.equal(started.status, 422)
  })

  test('are counted by their values, a narrowed one without its own filter', async ({ assert }) => {
    const { creator, added, brand } = await brandWithFields('values-facets', [
      { label: 'Season', key: 'facetSeason', kind: 'choice', choices: SEASONS },
      { label: 'Cleared', key: 'facetCleared', kind: 'boolean' },
    ])
    await added('facet a', { facetSeason: 'spring', facetCleared: true })
    await added('facet b', { facetSeason: 'spring' })
    await added('facet c', { facetSeason: 'autumn' })
    const { body } = await creator.json(
      `/assets/facets?brand=${brand.id}&facets=field.facetSeason,field.facetCleared&field.facetSeason=autumn`
    )
    assert.deepEqual(body.data, [
      {
        name: 'field.facetSeason',
        values: [
          { value: 'spring', label: 'Spring', count: 2 },
          { value: 'autumn', label: 'Autumn', count: 1 },
        ],
      },
      { name: 'field.facetCleared', values: [] },
    ])
    assert.equal((await creator.json('/assets/facets?facets=nothing')).status, 422)
  })
})

test.group('Custom fields of many assets at once (S1-83, S3-13)', () => {
  test('are set, added to and taken from, refused where they must stay, and taken back', async ({ assert }) => {
    const { creator, added, brand } = await brandWithFields('values-bulk', [
      { label: 'Seasons', key: 'bulkSeasons', kind: 'choices', choices: SEASONS, isRequired: true },
      { label: 'Note', key: 'bulkNote', kind: 'text' },
    ])
    const a = await added('bulk a', { bulkSeasons: ['spring'], bulkNote: 'old' })
    const b = await added('bulk b', { bulkSeasons: ['spring', 'autumn'] })
    const edit = async (changes: object) => {
      const { status, body } = await creator.json('/operations', {
        method: 'POST',
        json: { kind: 'edit', changes, query: { brand: brand.id } },
      })
      if (status !== 202) return { status, body }
      await workUntilIdle()
      return { status, body: (await creator.json(`/operations/${body.id}`)).body }
    }
    const fields = async () => [(await creator.json(`/assets/${a}`)).body.fields, (await creator.json(`/assets/${b}`)).body.fields]
    const { body: first } = await edit({ set: { fields: { bulkNote: 'new' } }, add: { fields: { bulkSeasons: ['summer'] } } })
    assert.equal(first.done, 2)
    assert.deepEqual(await fields(), [
      { bulkSeasons: ['spring', 'summer'], bulkNote: 'new' },
      { bulkSeasons: ['spring', 'summer', 'autumn'], bulkNote: 'new' },
    ])
    const { body: second } = await edit({ remove: { fields: { bulkSeasons: ['spring', 'summer'] } } })
    assert.deepEqual([second.done, second.refused], [1, 1])
    assert.equal(second.items[0].reason, 'Seasons is required and cannot be emptied.')
    assert.deepEqual((await fields())[1], { bulkSeasons: ['autumn'], bulkNote: 'new' })
    assert.equal((await edit({ add: { fields: { bulkNote: 'x' } } })).body.refused, 2)
    await patch(creator, a, { bulkNote: 'somebody else' })
    assert.equal((await creator.json(`/operations/${first.id}/reversals`, { method: 'POST' })).status, 202)
    await workUntilIdle()
    assert.deepEqual(await fields(), [{ bulkSeasons: ['spring'], bulkNote: 'somebody else' }, { bulkSeasons: ['autumn'] }])
  })

  test('count as missing where they are, whichever way they were written', async ({ assert }) => {
    const rows = await db.from('assets').select('id', 'missing_fields')
    assert.isAbove(rows.length, 0)
    const { creator, added } = await brandWithFields('values-kept', [{ label: 'One', key: 'keptOne', kind: 'text', isRequired: true }])
    const id = await added('kept', { keptOne: 'x' })
    await creator.json(`/assets/${id}`, { method: 'DELETE' })
    await creator.json(`/trash/${id}/restorations`, { method: 'POST' })
    assert.equal((await creator.json(`/assets/${id}`)).body.missingFields, 0)
  })
})

const metadata = (given: Record<string, string>) =>
  Object.entries(given)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
