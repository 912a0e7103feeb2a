import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Brand, defaultBrand } from '#identity'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'

test.group('Metadata from a table', (group) => {
  let admin: Program
  let writer: Program
  let brandId: string
  const ids: Record<string, string> = {}

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    brandId = (await defaultBrand()).id
    writer = await Program.of({ role: 'dam-write', brandId })
    for (const name of ['Rose', 'Lily', 'Poppy']) ids[name] = (await admin.upload(`A ${name}`, `${name}.txt`, { tags: 'flower' })).body.id
    const far = await Brand.create({ id: newId(), slug: 'far', name: 'Far', nameKey: 'far', createdAt: 1, updatedAt: 1 })
    ids.Foreign = (await admin.upload('Foreign', 'Foreign.txt', { brandId: far.id })).body.id
  })

  const check = (table: string | Uint8Array, who = writer) =>
    who.json('/metadata-imports?fileName=cards.csv', {
      method: 'POST',
      body: table as string,
      headers: { 'content-type': 'text/csv' },
    })
  const rows = async (id: string, only = '') =>
    (await writer.json(`/metadata-imports/${id}/rows?only=${only}`.replace(/\?only=$/, ''))).body.data
  const finished = async (id: string) => {
    await workUntilIdle()
    return (await writer.json(`/operations/${id}`)).body
  }
  const carryOut = async (id: string) => {
    const { status, body } = await writer.json(`/metadata-imports/${id}/operations`, { method: 'POST' })
    if (status !== 202) return { status, body }
    return { status, body: await finished(body.id) }
  }
  const asset = async (name: string) => (await admin.json(`/assets/${ids[name]}`)).body

  test('is refused where it cannot be read, and says why', async ({ assert }) => {
    const refused = async (table: string | Uint8Array, reason: RegExp) => {
      const { status, body } = await check(table)
      assert.equal(status, 422)
      assert.equal(body.code, 'table_refused')
      assert.match(body.detail, reason)
    }
    await refused('', /empty/)
    await refused('title\nA', /id, sha256, fileName/)
    await refused('id,flavour\n1,2', /no column "flavour"/)
    await refused('id,size\n1,2', /no column that can be written/)
    await refused('id,title\n1,2,3', /Line 2 is not valid CSV/)
    await refused('id,title\n1,"open', /not valid CSV/)
    await refused(Uint8Array.from([105, 100, 44, 116, 105, 116, 108, 101, 10, 49, 44, 0xff]), /UTF-8/)
    assert.lengthOf((await writer.json('/metadata-imports')).body.data, 0)
    const reader = await Program.of({ role: 'dam-read', brandId })
    assert.equal((await check('id,title\n1,2', reader)).status, 403)
  })

  test('tells each change and each refusal before anything happens', async ({ assert }) => {
    const { status, body } = await check(
      [
        'id,title,rating,tags,size',
        `${ids.Rose},A rose,5,flower; red,9`,
        `${ids.Lily},,,flower,9`,
        `${ids.Poppy},,7,flower,9`,
        `${ids.Foreign},Mine,,,9`,
        'unknown,Mine,,,9',
        `${ids.Rose},Another title,,,9`,
      ].join('\n')
    )
    assert.equal(status, 201)
    assert.containSubset(body, {
      fileName: 'cards.csv',
      columns: ['title', 'rating', 'tags'],
      ignoredColumns: ['size'],
      rows: 6,
      changes: 1,
      refusals: 4,
      unchanged: 1,
      operationId: null,
    })
    const [change] = await rows(body.id, 'changes')
    assert.deepEqual(change.changes, [
      { field: 'title', before: null, after: 'A rose' },
      { field: 'rating', before: null, after: '5' },
      { field: 'tags', before: 'flower', after: 'flower; red' },
    ])
    const refusals = await rows(body.id, 'refusals')
    assert.deepEqual(
      refusals.map((row: { line: number }) => row.line),
      [4, 5, 6, 7]
    )
    assert.match(refusals[0].problems[0], /^rating: /)
    assert.equal(refusals[3].problems[0], 'Line 2 is about the same asset.')
    assert.isNull((await asset('Rose')).title)
    const other = await Program.of({ role: 'dam-write', brandId })
    assert.equal((await other.json(`/metadata-imports/${body.id}`)).status, 404)
  })

  test('is carried out once, each asset with what its row says, and taken back', async ({ assert }) => {
    const { body } = await check(
      `id,name,title,keywords,tags\n${ids.Rose},Rosa,The rose,a; b,flower; red\n${ids.Lily},Lily,The lily,,flower\n`
    )
    const { body: operation } = await carryOut(body.id)
    assert.containSubset(operation, { kind: 'importMetadata', state: 'done', done: 2, refused: 0 })
    assert.containSubset(await asset('Rose'), { name: 'Rosa', title: 'The rose', keywords: ['a', 'b'] })
    assert.deepEqual(
      (await asset('Rose')).tags.map((tag: { name: string }) => tag.name),
      ['flower', 'red']
    )
    assert.equal((await writer.json('/assets?text=rosa')).body.data[0].id, ids.Rose)
    assert.containSubset(await carryOut(body.id), { status: 409, body: { code: 'import_started' } })
    assert.equal((await writer.json(`/metadata-imports/${body.id}`)).body.operationId, operation.id)
    const back = await writer.json(`/operations/${operation.id}/reversals`, { method: 'POST' })
    await finished(back.body.id)
    assert.containSubset(await asset('Rose'), { name: 'Rose', title: null, keywords: [] })
  })

  test('writes custom fields, by what each takes, and only those that one may write (S0-32)', async ({ assert }) => {
    const define = (json: object) => admin.json('/fields', { method: 'POST', json })
    const kinds = { amount: 'number', shade: 'choice', moods: 'choices', secret: 'text' }
    for (const [key, kind] of Object.entries(kinds)) {
      const choices = kind.startsWith('choice') ? { choices: ['calm', 'loud'].map((value) => ({ value, label: value })) } : {}
      const { status, body } = await define({ key, label: key, kind, ...choices, ...(key === 'secret' ? { seenBy: 'users.manage' } : {}) })
      assert.equal(status, 201, JSON.stringify(body))
    }
    const { status, body: refused } = await check(`id,fields.secret\n${ids.Rose},x\n`)
    assert.equal(status, 422, JSON.stringify(refused))
    const { body } = await check(
      `id,fields.amount,fields.shade,fields.moods\n${ids.Rose},12,calm,calm; loud\n${ids.Lily},many,calm,\n${ids.Poppy},,red,\n`
    )
    assert.containSubset(body, { changes: 1, refusals: 2 })
    const { body: operation } = await carryOut(body.id)
    assert.containSubset(operation, { done: 1, refused: 0 })
    assert.deepEqual((await asset('Rose')).fields, { amount: 12, shade: 'calm', moods: ['calm', 'loud'] })
    const again = await check(await (await writer.fetch('/metadata-exports')).text())
    assert.containSubset(again.body, { changes: 0, refusals: 0 })
    const back = await writer.json(`/operations/${operation.id}/reversals`, { method: 'POST' })
    await finished(back.body.id)
    assert.deepEqual((await asset('Rose')).fields, {})
  })

  test('leaves alone what was changed after the check', async ({ assert }) => {
    const { body } = await check(`fileName,title\nRose.txt,Late\nLily.txt,Also late\n`)
    await admin.json(`/assets/${ids.Rose}`, { method: 'PATCH', json: { description: 'Changed meanwhile' } })
    const { body: operation } = await carryOut(body.id)
    assert.containSubset(operation, { done: 1, refused: 1 })
    assert.match(operation.items.find((item: { assetId: string }) => item.assetId === ids.Rose).reason, /changed after/)
    assert.isNull((await asset('Rose')).title)
  })

  test('what was exported comes back as no change at all, formulas included (T7)', async ({ assert }) => {
    await admin.json(`/assets/${ids.Poppy}`, { method: 'PATCH', json: { title: '=1+1', keywords: ['x', 'y'], expiresAt: '2030-01-31' } })
    const table = await (await writer.fetch('/metadata-exports?bom=true')).text()
    const { body } = await check(table)
    assert.containSubset(body, { changes: 0, refusals: 0, unchanged: 3 })
  })
})
