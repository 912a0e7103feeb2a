import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Brand } from '#identity'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'

type Changes = { set?: object; add?: object; remove?: object }

async function some(program: Program, count: number, brandId?: string): Promise<string[]> {
  const ids = []
  for (let n = 0; n < count; n++) ids.push((await program.upload(`${newId()}`, `bulk ${n}.txt`, brandId ? { brandId } : {})).body.id)
  return ids as string[]
}

async function edit(program: Program, ids: string[], changes: Changes) {
  const { status, body } = await program.json('/operations', { method: 'POST', json: { kind: 'edit', ids, changes } })
  if (status !== 202) return { status, body }
  await workUntilIdle()
  return { status, body: (await program.json(`/operations/${body.id}`)).body }
}

async function takeBack(program: Program, operationId: string) {
  const { body } = await program.json(`/operations/${operationId}/reversals`, { method: 'POST' })
  await workUntilIdle()
  return (await program.json(`/operations/${body.id}`)).body
}

const cards = (program: Program, ids: string[]) => Promise.all(ids.map(async (id) => (await program.json(`/assets/${id}`)).body))
const tagsOf = (card: Record<string, any>) => card.tags.map(({ name }: { name: string }) => name) as string[]

test.group('Editing many assets', () => {
  test('is refused where it says nothing, or nothing that may be', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const ids = await some(program, 1)
    for (const changes of [{}, { set: {} }, { set: { name: 'One name for all' } }, { set: { unknown: 1 } }]) {
      assert.equal((await edit(program, ids, changes)).body.code, 'nothing_to_change', JSON.stringify(changes))
    }
    for (const changes of [{ set: { rating: 9 } }, { add: { tags: ['a,b'] } }, { set: { sourceUrl: 'javascript:alert(1)' } }]) {
      assert.equal((await edit(program, ids, changes)).status, 422, JSON.stringify(changes))
    }
    const reader = await Program.of({ role: 'dam-read' })
    assert.equal((await edit(reader, ids, { set: { rating: 1 } })).status, 403)
  })

  test('changes the chosen fields only, and can be taken back (S3-13, S3-14, S1-83)', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const ids = await some(program, 3)
    await program.json(`/assets/${ids[0]}`, { method: 'PATCH', json: { title: 'Own title', rating: 2, tags: ['Mine', 'Shared'] } })
    const { body } = await edit(program, ids, { set: { rating: 5, licence: 'CC0' }, add: { tags: ['Shared', 'New'] } })
    assert.deepInclude(body, { kind: 'edit', state: 'done', total: 3, done: 3, refused: 0 })
    const [first, second] = await cards(program, ids)
    assert.deepInclude(first, { title: 'Own title', rating: 5, licence: 'CC0', revision: 3 })
    assert.deepEqual(tagsOf(first), ['Mine', 'New', 'Shared'])
    assert.deepEqual(tagsOf(second), ['New', 'Shared'])
    assert.equal((await program.json('/assets?text=shared')).body.meta.total, 3)

    assert.deepInclude(await takeBack(program, body.id), { done: 3, refused: 0 })
    const [back, other] = await cards(program, ids)
    assert.deepInclude(back, { title: 'Own title', rating: 2, licence: null })
    assert.deepEqual(tagsOf(back), ['Mine', 'Shared'])
    assert.deepInclude(other, { rating: null, licence: null })
    assert.deepEqual(tagsOf(other), [])
    assert.equal((await program.json('/assets?text=shared')).body.meta.total, 1)
  })

  test('taken back leaves alone what was changed since', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const ids = await some(program, 2)
    const { body } = await edit(program, ids, { set: { rating: 4 } })
    await program.json(`/assets/${ids[0]}`, { method: 'PATCH', json: { rating: 1 } })
    const undone = await takeBack(program, body.id)
    assert.deepInclude(undone, { done: 1, refused: 1 })
    assert.include(undone.items[0].reason, 'changed since')
    assert.deepEqual(
      (await cards(program, ids)).map(({ rating }) => rating),
      [1, null]
    )
    const redone = await takeBack(program, undone.id)
    assert.equal(redone.done, 1)
    assert.deepEqual(
      (await cards(program, ids)).map(({ rating }) => rating),
      [1, 4]
    )
  })

  test('replaces and takes away tags, and clears fields', async ({ assert }) => {
    const program = await Program.of({ role: 'dam-write' })
    const ids = await some(program, 2)
    await edit(program, ids, { set: { tags: ['One', 'Two'], creditLine: 'Somebody' } })
    await edit(program, ids, { remove: { tags: ['two', 'never there'] }, set: { creditLine: null } })
    for (const card of await cards(program, ids)) {
      assert.deepEqual(tagsOf(card), ['One'])
      assert.isNull(card.creditLine)
    }
    const { body } = await edit(program, ids, { add: { tags: ['one'] } })
    assert.deepInclude(body, { done: 0, refused: 2 })
    assert.equal(body.items[0].reason, 'It is like that already.')
  })

  test('tells per asset why not: rights and vocabularies differ by brand', async ({ assert }) => {
    const strict = await Brand.create({
      id: newId(),
      slug: 'strict',
      name: 'Strict',
      nameKey: 'strict',
      tagPolicy: 'closed',
      createdAt: 1,
      updatedAt: 1,
    })
    const admin = await Program.of({ role: 'system-admin' })
    const writer = await Program.of({ role: 'dam-write' })
    const ids = [...(await some(admin, 1)), ...(await some(admin, 1, strict.id))]
    const { body } = await edit(writer, ids, { add: { tags: ['Brand new word'] } })
    assert.deepInclude(body, { done: 1, refused: 1 })
    assert.deepInclude(body.items[0], { assetId: ids[1], outcome: 'refused' })
    assert.include(body.items[0].reason, 'Brand new word')
    const outsider = await Program.of({ role: 'creator', brandId: strict.id })
    const theirs = await edit(outsider, ids, { set: { rating: 3 } })
    assert.deepInclude(theirs.body, { done: 1, refused: 1 })
    assert.isNull((await admin.json(`/assets/${ids[0]}`)).body.rating)
  })

  test('of all that match is one request, with an activity for each', async ({ assert }) => {
    const program = await Program.of({ role: 'system-admin' })
    const ids = await some(program, 5)
    await edit(program, ids, { add: { tags: ['By query'] } })
    const tag = (await program.json('/tags?text=by%20query')).body.data[0].id
    const { body } = await program.json('/operations', {
      method: 'POST',
      json: { kind: 'edit', query: { tags: tag }, changes: { set: { copyright: '© 2026' } } },
    })
    await workUntilIdle()
    assert.equal((await program.json(`/operations/${body.id}`)).body.done, 5)
    const { body: activities } = await program.json(`/activities?assetId=${ids[0]}`)
    assert.deepInclude(activities.data[0], { action: 'asset.updated', cause: body.id, after: { copyright: '© 2026' } })
  })
})
