import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { loadVisitor, type Visitor } from '#identity'
import { Program } from '#tests/support/api'
import { picture } from '#tests/support/pictures'
import { FindPlace } from '../../../app/assets/queries/find_place.ts'
import { ListAssets, type AssetListQuery } from '../../../app/assets/queries/list_assets.ts'

test.group('The place of an asset in a list (S1-60)', (group) => {
  let program: Program
  let visitor: Visitor

  group.setup(async () => {
    program = await Program.of({ role: 'dam-write' })
    visitor = (await loadVisitor(program.user.id, 'web'))!
    for (const [index, name] of ['b', 'a', 'c', 'a', 'd', 'a', 'e', 'a', 'f', 'g', 'h', 'i'].entries()) {
      const bytes = await picture({ width: 60 + (index % 4) * 40, height: 60 })
      await program.upload(bytes, `${name}.jpg`, { keywords: index % 2 ? 'odd' : 'even' })
    }
  })

  const listed = async (query: AssetListQuery) => {
    const { data } = await new ListAssets().handle(visitor, { ...query, limit: 200 })
    return data.map(({ id }) => id)
  }

  for (const query of [
    { sort: 'latest' },
    { sort: 'oldest' },
    { sort: 'name' },
    { sort: 'size' },
    { text: 'odd' },
    { text: 'odd', sort: 'name' },
    { type: 'image' },
  ] as const)
    test(`is the same that the list shows: ${JSON.stringify(query)}`, async ({ assert }) => {
      const ids = await listed(query)
      assert.isAbove(ids.length, 3)
      for (const [at, id] of ids.entries()) {
        const place = (await new FindPlace().handle(visitor, id, query))!
        assert.deepInclude(place, { position: at + 1, positionIsCapped: false, total: ids.length, totalIsCapped: false })
        assert.deepInclude(place, { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null })
        assert.deepEqual(
          place.around.map((one) => one.id),
          ids.slice(Math.max(0, at - 9), at + 10)
        )
      }
    })

  test('is not told where the asset is no part of the list', async ({ assert }) => {
    const [id] = await listed({ text: 'odd' })
    assert.isNull(await new FindPlace().handle(visitor, id!, { text: 'even' }))
    assert.isNull(await new FindPlace().handle(visitor, id!, { bucket: 'trash' }))
  })

  test('is exact up to 10,000 and honest beyond', async ({ assert }) => {
    const [like] = await db.from('assets').limit(1)
    const rows = Array.from({ length: 10_020 }, (_, n) => ({ ...like, id: newId(), name: `z${n}`, name_key: `z${n}` }))
    for (let at = 0; at < rows.length; at += 500) await db.table('assets').multiInsert(rows.slice(at, at + 500))
    const newest = rows.map(({ id }) => id as string).reverse()
    const at = (position: number) => new FindPlace().handle(visitor, newest[position - 1]!, { processingStatus: like.processing_status })
    assert.deepInclude(await at(4321), { position: 4321, positionIsCapped: false, next: newest[4321], total: 10_000, totalIsCapped: true })
    assert.deepInclude(await at(10_000), { position: 10_000, positionIsCapped: false })
    assert.deepInclude(await at(10_001), { position: 10_000, positionIsCapped: true, previous: newest[9999] })
  }).timeout(30_000)
})
