import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'

test.group('Operations on many assets', (group) => {
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
  })

  const some = async (count: number, keyword: string) => {
    const ids: string[] = []
    for (let made = 0; made < count; made += 1)
      ids.push((await program.upload(await picture(), `${keyword}.jpg`, { keywords: keyword })).body.id)
    return ids
  }
  const run = async (json: object) => {
    const begun = await program.json('/operations', { method: 'POST', json })
    await workUntilIdle()
    return program.json(begun.headers.get('location')!)
  }

  test('need a selection', async ({ assert }) => {
    for (const json of [{ kind: 'trash' }, { kind: 'trash', ids: [] }, { kind: 'trash', ids: ['a'], query: {} }]) {
      assert.equal((await program.json('/operations', { method: 'POST', json })).status, 422)
    }
  })

  test('DAM read cannot begin one', async ({ assert }) => {
    const reader = await Program.of({ role: 'dam-read' })
    assert.equal((await reader.json('/operations', { method: 'POST', json: { kind: 'trash', ids: ['a'] } })).status, 403)
  })

  test('are seen by nobody else', async ({ assert }) => {
    const { body } = await program.json('/operations', { method: 'POST', json: { kind: 'trash', ids: ['a'] } })
    const other = await Program.of({ role: 'system-admin' })
    assert.equal((await other.json(`/operations/${body.id}`)).status, 404)
  })

  test('tell the outcome of each, and refusals do not stop the rest (S2-48, S3-38, C12)', async ({ assert }) => {
    const ids = await some(3, 'mixed')
    await db.from('assets').where('id', ids[1]!).update({ availability: 'public' })
    const { body } = await run({ kind: 'trash', ids: [...ids, 'unknown'] })
    assert.containSubset(body, { state: 'done', total: 4, done: 2, refused: 2, failed: 0 })
    const refused = body.items.find((item: { assetId: string }) => item.assetId === ids[1])
    assert.include(refused.reason, 'public')
    assert.equal((await program.json(`/assets/${ids[1]}`)).body.trashedAt, null)
  })

  test('take all that match, and can be taken back as a unit', async ({ assert }) => {
    const ids = await some(5, 'harvest')
    const { body } = await run({ kind: 'trash', query: { text: 'harvest' } })
    assert.containSubset(body, { state: 'done', total: 5, done: 5 })
    assert.equal((await program.json('/assets?text=harvest')).body.meta.total, 0)
    const reversal = await program.json(`/operations/${body.id}/reversals`, { method: 'POST' })
    assert.equal(reversal.status, 202)
    await workUntilIdle()
    assert.equal((await program.json('/assets?text=harvest')).body.meta.total, ids.length)
  })

  test('keep the counts true', async ({ assert }) => {
    await run({ kind: 'trash', query: {} })
    const kept = await db.from('asset_counts').where('is_trashed', false).sum('total as total').first()
    const real = await db.from('assets').where('is_trashed', false).count('* as total').first()
    assert.equal(Number(kept?.total), Number(real?.total))
    const keptTrash = await db.from('asset_counts').where('is_trashed', true).sum('total as total').first()
    const realTrash = await db.from('assets').where('is_trashed', true).count('* as total').first()
    assert.equal(Number(keptTrash?.total), Number(realTrash?.total))
  })
})
