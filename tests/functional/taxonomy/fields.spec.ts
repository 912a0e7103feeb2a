import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { ForgetDeletedFields } from '#assets'
import { workUntilIdle } from '#tests/support/jobs'
import { Program } from '#tests/support/api'
import { brandWithFields, makeField } from '#tests/support/fields'
import { makeBrand } from '#tests/support/identity'

type Found = { data: Record<string, any>[]; meta: { total: number } }

const SEASONS = [{ label: 'Spring' }, { label: 'Late summer' }, { value: 'w', label: 'Winter' }]

const keysOf = async (program: Program, query = '') =>
  (await program.json<Found>(`/fields${query}`)).body.data.map(({ key }) => key as string)

test.group('Custom metadata fields (S0-32)', () => {
  test('are made by those only who may, and unknown to those who do not see the brand', async ({ assert }) => {
    const { brand, manager, creator } = await brandWithFields('fields-rights')
    const stranger = await Program.of({ role: 'manager', brandId: (await makeBrand('fields-elsewhere')).id })
    const wanted = { label: 'Season', kind: 'text', brandId: brand.id }
    assert.equal((await creator.json('/fields', { method: 'POST', json: wanted })).status, 403)
    assert.equal((await stranger.json('/fields', { method: 'POST', json: wanted })).status, 404)
    assert.equal((await manager.json('/fields', { method: 'POST', json: { ...wanted, brandId: null } })).status, 403)
    const { status, body: field, headers } = await manager.json('/fields', { method: 'POST', json: wanted })
    assert.equal(status, 201)
    assert.equal(headers.get('location'), `/api/v1/fields/${field.id}`)
    assert.equal((await creator.json(`/fields/${field.id}`)).body.label, 'Season')
    assert.equal((await creator.json(`/fields/${field.id}`, { method: 'DELETE' })).status, 403)
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      assert.equal((await stranger.json(`/fields/${field.id}`, { method, ...(method === 'PATCH' ? { json: {} } : {}) })).status, 404)
    }
    assert.notInclude(await keysOf(stranger), field.key)
    assert.equal((await stranger.json('/fields/order', { method: 'PUT', json: { ids: [field.id] } })).status, 404)
  })

  test('are hidden from those who lack the permission to see them', async ({ assert }) => {
    const { creator, manager, fields } = await brandWithFields('fields-hidden', [
      { label: 'Budget line', kind: 'text', seenBy: 'brands.edit' },
    ])
    assert.include(await keysOf(manager), 'budgetLine')
    assert.notInclude(await keysOf(creator), 'budgetLine')
    assert.equal((await creator.json(`/fields/${fields[0]!.id}`)).status, 404)
  })

  test('have a key that never changes and that no other has', async ({ assert }) => {
    const { brand, manager } = await brandWithFields('fields-keys')
    const first = await makeField(manager, { label: 'Crème brûlée', kind: 'text', brandId: brand.id })
    const second = await makeField(manager, { label: 'Crème Brûlée', kind: 'text', brandId: brand.id })
    assert.deepEqual([first.key, second.key], ['cremeBrulee', 'cremeBrulee2'])
    for (const key of ['cremeBrulee', 'cremebrulee']) {
      const { status, body } = await manager.json('/fields', { method: 'POST', json: { label: 'X', kind: 'text', key, brandId: brand.id } })
      assert.deepEqual([status, body.code], [409, 'key_taken'])
    }
    for (const key of ['', 'Two words', '1st', 'a.b', '__proto__']) {
      assert.equal(
        (await manager.json('/fields', { method: 'POST', json: { label: 'X', kind: 'text', key, brandId: brand.id } })).status,
        422,
        key
      )
    }
    const { body } = await manager.json(`/fields/${first.id}`, { method: 'PATCH', json: { label: 'Renamed', key: 'renamed' } })
    assert.deepEqual([body.label, body.key], ['Renamed', 'cremeBrulee'])
  })

  test('that contradict themselves are refused, each part by its name', async ({ assert }) => {
    const { brand, manager } = await brandWithFields('fields-coherence')
    const make = (json: object) => manager.json('/fields', { method: 'POST', json: { label: 'X', brandId: brand.id, ...json } })
    for (const [wrong, field] of [
      [{ kind: 'choice' }, 'choices'],
      [{ kind: 'text', choices: [{ label: 'a' }] }, 'choices'],
      [
        {
          kind: 'choice',
          choices: [
            { value: 'a', label: 'A' },
            { value: 'a', label: 'B' },
          ],
        },
        'choices',
      ],
      [{ kind: 'text', pattern: '(a' }, 'pattern'],
      [{ kind: 'text', pattern: '(?=a)b' }, 'pattern'],
      [{ kind: 'number', pattern: 'a' }, 'pattern'],
      [{ kind: 'number', min: 5, max: 4 }, 'max'],
      [{ kind: 'date', min: 'yesterday' }, 'min'],
      [{ kind: 'boolean', min: 1 }, 'min'],
      [{ kind: 'number', max: 4, default: 5 }, 'default'],
      [{ kind: 'choice', choices: [{ label: 'a' }], default: 'b' }, 'default'],
      [{ kind: 'text', condition: { field: 'nowhere', values: ['x'] } }, 'condition'],
      [{ kind: 'text', isSearchable: true, seenBy: 'brands.edit' }, 'isSearchable'],
      [{ kind: 'colour', isSearchable: true }, 'isSearchable'],
    ] as const) {
      const { status, body } = await make(wrong)
      assert.equal(status, 422, JSON.stringify(wrong))
      assert.deepEqual([body.code, body.errors[0].field], ['field_refused', field])
    }
    for (const wrong of [
      { kind: 'poem' },
      { kind: 'text', label: '' },
      { kind: 'text', mappedFrom: ['Source'] },
      { kind: 'text', pattern: 'a'.repeat(201) },
    ]) {
      assert.equal((await make(wrong)).status, 422, JSON.stringify(wrong))
    }
    assert.lengthOf(await keysOf(manager, `?brand=${brand.id}`), 0)
  })

  test('keep their kind once an asset has a value, and archive the choices in use', async ({ assert }) => {
    const { manager, fields, added, upload } = await brandWithFields('fields-used', [
      { label: 'Season', key: 'usedSeason', kind: 'choice', choices: SEASONS },
    ])
    const [field] = fields
    assert.deepEqual(
      field!.choices.map((choice: { value: string }) => choice.value),
      ['spring', 'late-summer', 'w']
    )
    const patch = (json: object) => manager.json(`/fields/${field!.id}`, { method: 'PATCH', json })
    assert.equal((await patch({ kind: 'text', choices: [] })).status, 200)
    assert.equal((await patch({ kind: 'choice', choices: SEASONS })).status, 200)
    const id = await added('a used season', { usedSeason: 'Late Summer' })
    assert.equal((await patch({ kind: 'text', choices: [] })).body.code, 'field_in_use')
    const { body } = await patch({ choices: [{ value: 'spring', label: 'Springtime' }] })
    assert.deepEqual(body.choices, [
      { value: 'spring', label: 'Springtime', isArchived: false },
      { value: 'late-summer', label: 'Late summer', isArchived: true },
    ])
    assert.deepEqual((await manager.json(`/assets/${id}`)).body.fields, { usedSeason: 'late-summer' })
    const refused = await upload('another used season', { usedSeason: 'late-summer' })
    assert.equal(refused.status, 422)
    assert.deepEqual(refused.body.errors, [{ field: 'fields.usedSeason', message: 'Season no longer takes "Late summer".' }])
    const kept = await manager.json(`/assets/${id}`, { method: 'PATCH', json: { fields: { usedSeason: 'late-summer' } } })
    assert.equal(kept.status, 200)
  })

  test('stand in the order they are put into', async ({ assert }) => {
    const { brand, manager, fields } = await brandWithFields('fields-order', [
      { label: 'Order one', kind: 'text' },
      { label: 'Order two', kind: 'text' },
      { label: 'Order three', kind: 'text' },
    ])
    const [one, , three] = fields
    const { status } = await manager.json('/fields/order', { method: 'PUT', json: { ids: [three!.id, one!.id] } })
    assert.equal(status, 200)
    assert.deepEqual(await keysOf(manager, `?brand=${brand.id}`), ['orderThree', 'orderTwo', 'orderOne'])
  })

  test('that are deleted are hidden, come back with their values, and are gone after 30 days', async ({ assert }) => {
    const { manager, creator, fields, added } = await brandWithFields('fields-deleted', [{ label: 'Gone', key: 'goneField', kind: 'text' }])
    const id = await added('with a field that goes', { goneField: 'kept' })
    const remove = () => manager.json(`/fields/${fields[0]!.id}`, { method: 'DELETE' })
    assert.equal((await remove()).status, 204)
    assert.deepEqual((await creator.json(`/assets/${id}`)).body.fields, {})
    assert.notInclude(await keysOf(manager), 'goneField')
    assert.include(await keysOf(manager, '?deleted=true'), 'goneField')
    assert.notInclude(await keysOf(creator, '?deleted=true'), 'goneField')
    assert.equal((await manager.json(`/fields/${fields[0]!.id}/restorations`, { method: 'POST' })).status, 201)
    assert.deepEqual((await creator.json(`/assets/${id}`)).body.fields, { goneField: 'kept' })
    await remove()
    await db
      .from('metadata_fields')
      .where('id', fields[0]!.id)
      .update({ deleted_at: Date.now() - 31 * 24 * 3600_000 })
    await new ForgetDeletedFields().handle({}, { signal: new AbortController().signal } as never)
    assert.notInclude(await keysOf(manager, '?deleted=true'), 'goneField')
    assert.lengthOf(await db.from('asset_field_values').where('field_id', fields[0]!.id), 0)
    await workUntilIdle()
  })

  test('tell the log what was changed', async ({ assert }) => {
    const { manager, fields } = await brandWithFields('fields-log', [{ label: 'Logged', kind: 'number', max: 5 }])
    await manager.json(`/fields/${fields[0]!.id}`, { method: 'PATCH', json: { max: 9 } })
    const { body } = await manager.json<Found>('/activities?limit=200')
    const own = body.data.filter((one) => one.subjectId === fields[0]!.id)
    assert.deepEqual(
      own.map(({ action }) => action),
      ['field.updated', 'field.created']
    )
    assert.deepEqual([own[0]!.before.max, own[0]!.after.max], [5, 9])
  })
})
