import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { defaultBrand } from '#identity'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'

test.group('The order by hand of a collection', (group) => {
  let admin: Program
  let reader: Program
  let brandId: string

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    reader = await Program.of({ role: 'dam-read' })
    brandId = (await defaultBrand()).id
  })

  let nth = 0
  const some = async (count: number) => {
    const ids: string[] = []
    for (let made = 0; made < count; made += 1) ids.push((await admin.upload(`Order ${(nth += 1)}`, `order-${nth}.txt`)).body.id)
    return ids
  }
  const make = async (name: string, more: object = {}): Promise<string> =>
    (await admin.json('/collections', { method: 'POST', json: { name, brandId, ...more } })).body.id
  const file = async (id: string, ids: string[]) => {
    await admin.json(`/collections/${id}/assets`, { method: 'POST', json: { ids } })
    await workUntilIdle()
  }
  const move = (id: string, json: object, who = admin) => who.json(`/collections/${id}/assets`, { method: 'PATCH', json })
  const order = async (id: string, more = '') => {
    const { body } = await admin.json(`/assets?collection=${id}&sort=hand&limit=200${more}`)
    return body.data.map((asset: { id: string }) => asset.id) as string[]
  }

  test('is refused to those who may not fill it, and for what is not in it (S1-15)', async ({ assert }) => {
    const id = await make('Refusing')
    const [a, b, stranger] = (await some(3)) as [string, string, string]
    await file(id, [a, b])
    assert.equal((await move(id, { ids: [b], after: null }, reader)).status, 403)
    assert.equal((await move('unknown', { ids: [b], after: null })).status, 404)
    const refused = async (json: object) => {
      const { status, body } = await move(id, json)
      return `${status} ${body?.code}`
    }
    assert.equal(await refused({ ids: [b, stranger], after: null }), '422 not_in_collection')
    assert.equal(await refused({ ids: [b], after: stranger }), '422 not_in_collection')
    assert.equal(await refused({ ids: [b], after: b }), '422 order_refused')
    assert.equal(await refused({ ids: [b] }), '422 order_refused')
    assert.equal(await refused({ ids: [b], after: a, before: a }), '422 order_refused')
    assert.match(await refused({ ids: [], after: null }), /^422/)
    assert.deepEqual(await order(id), [a, b])
    const smart = await make('Smart order', { kind: 'smart', query: { type: 'text' } })
    assert.containSubset(await move(smart, { ids: [a], after: null }), { status: 422, body: { code: 'fills_itself' } })
    for (const query of ['sort=hand', `sort=hand&collection=${id}&includeNested=1`, `sort=hand&collection=${smart}`]) {
      assert.containSubset(await admin.json(`/assets?${query}`), { status: 422, body: { code: 'no_order_by_hand' } })
    }
  })

  test('begins as things were put in, and follows every move, of one and of many (S1-15, S1-26)', async ({ assert }) => {
    const id = await make('Moving')
    const [a, b, c, d, e] = (await some(5)) as [string, string, string, string, string]
    await file(id, [a, b, c, d])
    assert.deepEqual(await order(id), [a, b, c, d])
    const steps: [object, string[]][] = [
      [{ ids: [d], after: null }, [d, a, b, c]],
      [{ ids: [d], before: null }, [a, b, c, d]],
      [{ ids: [d], after: a }, [a, d, b, c]],
      [{ ids: [c, a], before: b }, [d, c, a, b]],
      [{ ids: [d, a], after: b }, [c, b, d, a]],
    ]
    for (const [json, wanted] of steps) {
      assert.equal((await move(id, json)).status, 204)
      assert.deepEqual(await order(id), wanted)
    }
    await file(id, [e])
    assert.deepEqual(await order(id), [c, b, d, a, e])
    assert.equal((await admin.json(`/assets?collection=${id}&sort=hand`)).body.meta.total, 5)
    assert.deepEqual(await order(id, '&type=image'), [])
    const activities = (await admin.json(`/activities?subjectId=${id}&action=collection.ordered`)).body.data
    assert.containSubset(activities[0], { after: { assets: 2, after: b } })
    const place = await admin.json(`/collections/${id}/assets?sort=hand&limit=2`)
    assert.deepEqual(
      place.body.data.map((one: { id: string }) => one.id),
      [c, b]
    )
  })

  test('is the same page by page, in every collection its own, and leaves other orders alone', async ({ assert }) => {
    const [one, two] = [await make('Order one'), await make('Order two')]
    const ids = await some(7)
    for (const id of [one, two]) await file(id, ids)
    await move(one, { ids: [...ids].reverse(), after: null })
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: any } = await admin.json(`/assets?collection=${one}&sort=hand&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      paged.push(...body.data.map((asset: { id: string }) => asset.id))
      cursor = body.meta.next
    }
    assert.deepEqual(paged, [...ids].reverse())
    assert.deepEqual(await order(two), ids)
    await admin.json(`/assets/${ids[3]}`, { method: 'DELETE' })
    assert.lengthOf(await order(one), 6)
    await move(one, { ids: [ids[0]!], after: ids[6] })
    await admin.json(`/trash/${ids[3]}/restorations`, { method: 'POST' })
    assert.deepEqual(await order(one), [ids[6], ids[0], ids[5], ids[4], ids[3], ids[2], ids[1]])
  })

  test('bears a thousand moves to one spot with keys that stay short', async ({ assert }) => {
    const id = await make('Busy spot')
    const ids = await some(6)
    const [first, last, ...between] = ids as [string, string, ...string[]]
    await file(id, [first, ...between, last])
    await move(id, { ids: [last], before: null })
    for (let turn = 0; turn < 1000; turn += 1) await move(id, { ids: [between[turn % 4]!], after: first })
    assert.deepEqual(await order(id), [first, between[3], between[2], between[1], between[0], last])
    const rows = await db.from('collection_assets').where('collection_id', id).select('position')
    assert.isBelow(Math.max(...rows.map((row) => row.position.length)), 201)
  }).timeout(120_000)

  test('holds together when several move at once', async ({ assert }) => {
    const id = await make('Crowd')
    const ids = await some(8)
    await file(id, ids)
    const [anchor, ...rest] = ids as [string, ...string[]]
    const answers = await Promise.all(rest.map((one) => move(id, { ids: [one], after: anchor })))
    assert.isTrue(answers.every(({ status }) => status === 204))
    const found = await order(id)
    assert.equal(found[0], anchor)
    assert.sameMembers(found, ids)
    const rows = await db.from('collection_assets').where('collection_id', id).select('position')
    assert.equal(new Set(rows.map((row) => row.position)).size, 8)
  })
})
