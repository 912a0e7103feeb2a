import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { Brand, defaultBrand, loadVisitor } from '#identity'
import { Program } from '#tests/support/api'
import { makeToken } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'
import { HandOver } from '../../../app/identity/actions/hand_over.ts'

test.group('Rights to collections', (group) => {
  let admin: Program
  let manager: Program
  let pim: Program
  let writer: Program
  let reader: Program
  let stranger: Program
  let brandId: string

  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
    brandId = (await defaultBrand()).id
    const other = await Brand.create({ id: newId(), slug: 'other', name: 'Other', nameKey: 'other', createdAt: 1, updatedAt: 1 })
    manager = await Program.of({ role: 'manager', brandId })
    pim = await Program.of({ role: 'pim-admin' })
    writer = await Program.of({ role: 'dam-write', brandId })
    reader = await Program.of({ role: 'dam-read', brandId })
    stranger = await Program.of({ role: 'manager', brandId: other.id })
  })

  let nth = 0
  const some = async (count: number) => {
    const ids: string[] = []
    for (let made = 0; made < count; made += 1) ids.push((await admin.upload(`Right ${(nth += 1)}`, `right-${nth}.txt`)).body.id)
    return ids
  }
  const make = async (name: string, more: object = {}, who = admin): Promise<string> => {
    const { status, body } = await who.json('/collections', { method: 'POST', json: { name, brandId, ...more } })
    if (status !== 201) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`)
    return body.id
  }
  const change = (id: string, json: object, who = admin) => who.json(`/collections/${id}`, { method: 'PATCH', json })
  const see = (id: string, who: Program) => who.json(`/collections/${id}`)
  const give = (id: string, who: Program, json: object = {}, by = admin) =>
    by.json(`/collections/${id}/members`, { method: 'POST', json: { who: who.user.email, ...json } })
  const names = async (query: string, who: Program) =>
    (await who.json(`/collections?limit=200&${query}`)).body.data.map((one: { name: string }) => one.name) as string[]
  const run = async (method: string, id: string, json: object, who: Program) => {
    const begun = await who.json(`/collections/${id}/assets`, { method, json })
    if (begun.status !== 202) return begun
    await workUntilIdle()
    return who.json(begun.headers.get('location')!)
  }
  const totalOf = async (query: string, who: Program) => (await who.json(`/assets?limit=1&${query}`)).body.meta.total as number

  test('are refused to be given, changed or read by those who may not share it (S1-15)', async ({ assert }) => {
    const id = await make('Not yours')
    const { body: member } = await give(id, reader)
    for (const who of [reader, await Program.of({ role: 'approver', brandId })]) {
      assert.equal((await who.json(`/collections/${id}/members`)).status, 403)
      assert.equal((await give(id, writer, {}, who)).status, 403)
      assert.equal((await change(id, { others: 'none' }, who)).status, 403)
      assert.equal((await who.json(`/collections/${id}/members/${member.id}`, { method: 'DELETE' })).status, 403)
    }
    assert.equal((await give(id, reader, {}, stranger)).status, 404)
    assert.equal((await admin.json(`/collections/${id}/members/unknown`, { method: 'DELETE' })).status, 404)
    const elsewhere = await make('Elsewhere')
    assert.equal((await admin.json(`/collections/${elsewhere}/members/${member.id}`, { method: 'DELETE' })).status, 404)
    assert.lengthOf((await admin.json(`/collections/${id}/members`)).body.data, 1)
  })

  test('name whom they mean, and only who can look into the brand', async ({ assert }) => {
    const id = await make('Naming')
    const problem = async (json: object) => {
      const { status, body } = await admin.json(`/collections/${id}/members`, { method: 'POST', json })
      return `${status} ${body.code}`
    }
    assert.equal(await problem({ who: 'nobody@example.com' }), '422 nobody_meant')
    assert.equal(await problem({ who: stranger.user.email }), '422 nobody_meant')
    assert.equal(await problem({ who: '%' }), '422 nobody_meant')
    assert.equal((await admin.json(`/collections/${id}/members`, { method: 'POST', json: {} })).status, 422)
    assert.equal((await give(id, reader, { level: 'own' })).status, 422)
    assert.containSubset(await give(id, reader, { level: 'fill' }), {
      status: 201,
      body: { kind: 'user', name: reader.user.name, level: 'fill', mayShare: false, subjectId: reader.user.id },
    })
    assert.containSubset(await give(id, reader), { status: 409, body: { code: 'already_member' } })
    await db.from('users').where('id', writer.user.id).update({ name: 'Alex Double' })
    await db.from('users').where('id', manager.user.id).update({ name: 'Alex Double' })
    assert.equal(await problem({ who: 'alex double' }), '422 several_meant')
  })

  test('close it, and what is in it, to everybody who is not named (S1-15, S1-16, S1-19, S1-25)', async ({ assert }) => {
    const top = await make('Secret shoot')
    const below = await make('Secret day', { parentId: top })
    const place = await make('Open place')
    const inPlace = await make('Secret in the open', { parentId: place })
    const [asset] = await some(1)
    await run('POST', below, { ids: [asset] }, admin)
    await run('POST', inPlace, { ids: [asset] }, admin)
    assert.equal(await totalOf(`collection=${place}&includeNested=1`, writer), 1)
    const smart = await make('Smart secret', { kind: 'smart', query: { collection: below } })
    assert.equal(await totalOf(`collection=${smart}`, writer), 1)
    for (const id of [top, inPlace]) assert.containSubset((await change(id, { others: 'none' })).body, { others: 'none', level: 'manage' })

    for (const who of [writer, reader, pim]) {
      for (const id of [top, below, inPlace]) {
        assert.equal((await see(id, who)).status, 404)
        assert.equal((await who.json(`/collections/${id}/assets`)).status, 404)
        assert.equal((await change(id, { name: 'Mine' }, who)).status, 404)
        assert.equal((await run('POST', id, { ids: [asset] }, who)).status, 404)
        assert.equal((await who.json('/collections', { method: 'POST', json: { name: 'In', parentId: id } })).status, 404)
        assert.equal(await totalOf(`collection=${id}`, who), 0)
        assert.equal(await totalOf(`collection=${id}&includeNested=1`, who), 0)
      }
      assert.deepEqual(await names('text=secret', who), ['Smart secret'])
      assert.notInclude(await names(`parent=${top}`, who), 'Secret day')
      assert.isFalse((await see(place, who)).body.hasNested)
      assert.equal(await totalOf(`collection=${place}&includeNested=1`, who), 0)
      assert.equal(await totalOf(`collection=${smart}`, who), 0)
      const words = await who.json('/search-words?text=collection:Secret')
      assert.include(JSON.stringify(words.body), 'Smart secret')
      assert.notInclude(JSON.stringify(words.body), 'Secret shoot')
      assert.equal((await who.json(`/assets/${asset}`)).status, 200)
      const log = await who.json(`/activities?limit=200`)
      assert.equal(log.status, who === pim ? 200 : 403)
      assert.notMatch(JSON.stringify(log.body), /Secret (shoot|day|in)/)
      const told = (await who.json(`/activities?assetId=${asset}`)).body
      assert.notMatch(JSON.stringify(told), /Secret (shoot|day|in)/)
      assert.equal(told.data.filter((one: { action: string }) => one.action === 'asset.filed').length, 2)
    }
    for (const who of [admin, manager]) {
      assert.equal((await see(below, who)).body.assetCount, 1)
      assert.isTrue((await see(place, who)).body.hasNested)
      assert.equal(await totalOf(`collection=${smart}`, who), 1)
      assert.match(JSON.stringify((await who.json(`/activities?limit=200`)).body), /Secret shoot/)
    }
  })

  test('open a closed one to people and groups by name, each as far as is said (S1-26)', async ({ assert }) => {
    const id = await make('For some')
    const below = await make('Within', { parentId: id })
    await change(id, { others: 'none' })
    const fellow = await Program.of({ role: 'dam-read', brandId })
    const groupId = newId()
    await db.table('user_groups').insert({ id: groupId, name: 'Agency', name_key: 'agency', created_at: 1, updated_at: 1 })
    await db.table('group_members').insert({ group_id: groupId, user_id: fellow.user.id, created_at: 1 })
    const [a, b] = (await some(2)) as [string, string]
    await give(id, reader, { level: 'see' })
    assert.containSubset(await admin.json(`/collections/${id}/members`, { method: 'POST', json: { who: 'agency', level: 'fill' } }), {
      status: 201,
      body: { kind: 'group', name: 'Agency', level: 'fill' },
    })
    assert.containSubset((await see(below, reader)).body, { level: 'see', mayShare: false })
    assert.equal((await run('POST', below, { ids: [a] }, reader)).status, 403)
    assert.containSubset((await run('POST', below, { ids: [a, b] }, fellow)).body, { kind: 'file', done: 2 })
    assert.containSubset((await run('DELETE', below, { ids: [b] }, fellow)).body, { kind: 'unfile', done: 1 })
    assert.equal((await change(below, { name: 'Renamed' }, fellow)).status, 403)
    assert.equal(await totalOf(`collection=${id}&includeNested=1`, reader), 1)
    const { body } = await admin.json(`/collections/${id}/members`)
    const agency = body.data.find((one: { kind: string }) => one.kind === 'group')
    await admin.json(`/collections/${id}/members/${agency.id}`, { method: 'PATCH', json: { level: 'manage' } })
    assert.equal((await change(below, { name: 'Renamed' }, fellow)).status, 200)
    assert.equal((await admin.json(`/collections/${id}/members/${agency.id}`, { method: 'DELETE' })).status, 204)
    assert.equal((await see(below, fellow)).status, 404)
    // An operation that began before is asked anew.
    await db.table('group_members').insert({ group_id: groupId, user_id: writer.user.id, created_at: 1 })
    const again = await admin.json(`/collections/${id}/members`, { method: 'POST', json: { who: groupId, level: 'fill' } })
    const begun = await fellow.json(`/collections/${id}/assets`, { method: 'POST', json: { ids: [a, b] } })
    await admin.json(`/collections/${id}/members/${again.body.id}`, { method: 'DELETE' })
    await workUntilIdle()
    assert.containSubset((await fellow.json(begun.headers.get('location')!)).body, { done: 0, refused: 2 })
  })

  test('narrow what others may do without hiding it', async ({ assert }) => {
    const id = await make('Look, do not touch')
    const below = await make('Below it', { parentId: id })
    const [asset] = await some(1)
    await change(id, { others: 'see' })
    assert.containSubset((await see(below, writer)).body, { level: 'see', mayShare: false })
    assert.equal((await run('POST', below, { ids: [asset] }, writer)).status, 403)
    assert.equal((await writer.json('/collections', { method: 'POST', json: { name: 'In', parentId: below } })).status, 403)
    await change(id, { others: 'fill' })
    assert.containSubset((await run('POST', below, { ids: [asset] }, writer)).body, { done: 1 })
    assert.equal((await change(below, { name: 'No' }, writer)).status, 403)
    assert.equal((await see(below, reader)).body.level, 'see')
    assert.containSubset((await see(below, manager)).body, { level: 'manage', mayShare: true })
    await change(id, { others: 'manage' })
    assert.equal((await see(below, writer)).body.level, 'manage')
  })

  test('never shut out who closes it, nor those who look after the brand', async ({ assert }) => {
    const id = await make('Of a writer', {}, writer)
    assert.containSubset((await change(id, { others: 'none' }, writer)).body, { others: 'none', level: 'manage' })
    assert.deepEqual(
      (await writer.json(`/collections/${id}/members`)).body.data.map((one: { subjectId: string; level: string }) => [
        one.subjectId,
        one.level,
      ]),
      [[writer.user.id, 'manage']]
    )
    for (const who of [manager, admin]) assert.equal((await see(id, who)).body.level, 'manage')
    assert.equal((await see(id, stranger)).status, 404)
    // What a token is not scoped to, no collection gives it.
    const narrow = new Program(writer.user, await makeToken(writer.user, ['assets.view']))
    assert.equal((await see(id, narrow)).body.level, 'see')
    assert.equal((await change(id, { name: 'By token' }, narrow)).status, 403)
  })

  test('are shared further by those who may, as far as they go themselves', async ({ assert }) => {
    const id = await make('Passed on')
    const guest = await Program.of({ role: 'dam-read', brandId })
    const { body: own } = await give(id, reader, { level: 'fill', mayShare: true })
    const { body: high } = await give(id, writer, { level: 'manage' })
    assert.containSubset(await give(id, guest, { level: 'manage' }, reader), { status: 422, body: { code: 'rights_refused' } })
    const { status, body } = await give(id, guest, { level: 'fill' }, reader)
    assert.equal(status, 201)
    const patch = (memberId: string, json: object, who: Program) =>
      who.json(`/collections/${id}/members/${memberId}`, { method: 'PATCH', json })
    assert.equal((await patch(own.id, { level: 'manage' }, reader)).status, 422)
    assert.equal((await patch(high.id, { level: 'see' }, reader)).status, 422)
    assert.equal((await reader.json(`/collections/${id}/members/${high.id}`, { method: 'DELETE' })).status, 422)
    assert.equal((await patch(body.id, { level: 'see' }, reader)).body.level, 'see')
    assert.equal((await change(id, { others: 'none' }, reader)).status, 403)
    assert.equal((await give(id, pim, {}, guest)).status, 403)
  })

  test('keep a collection where it is for those who may not manage both places (S1-22)', async ({ assert }) => {
    const [closed, open] = [await make('Kept closed'), await make('Kept open')]
    const child = await make('Child of closed', { parentId: closed })
    const mine = await make('Mine to move', { parentId: open })
    await change(closed, { others: 'see' })
    await give(child, writer, { level: 'manage' })
    assert.equal((await change(child, { name: 'Child renamed' }, writer)).status, 200)
    assert.containSubset(await change(child, { parentId: open }, writer), { status: 403, body: { code: 'place_forbidden' } })
    assert.containSubset(await change(mine, { parentId: closed }, writer), { status: 403, body: { code: 'place_forbidden' } })
    await change(closed, { others: 'none' })
    assert.containSubset(await change(mine, { parentId: closed }, writer), { status: 422, body: { code: 'place_refused' } })
    assert.equal((await see(child, writer)).status, 404)
    await give(open, reader, { level: 'manage' })
    assert.containSubset(await change(mine, { parentId: null }, reader), { status: 403, body: { code: 'place_forbidden' } })
    assert.equal((await change(mine, { parentId: closed })).status, 200)
    assert.equal((await see(mine, writer)).status, 404)
  })

  test('are asked of all that would be deleted, and stay when it comes back (S1-23)', async ({ assert }) => {
    const top = await make('Holding')
    const place = await make('Narrow place', { parentId: top })
    const inner = await make('Inner', { parentId: place })
    await change(place, { others: 'none' })
    assert.containSubset(await writer.json(`/collections/${top}`, { method: 'DELETE' }), {
      status: 409,
      body: { code: 'holds_others_collections' },
    })
    assert.equal((await see(top, writer)).status, 200)
    const restore = (id: string, who: Program) => who.json(`/collections/${id}/restorations`, { method: 'POST' })
    await admin.json(`/collections/${inner}`, { method: 'DELETE' })
    assert.equal((await restore(inner, writer)).status, 404)
    await admin.json(`/collections/${place}`, { method: 'DELETE' })
    assert.equal((await restore(inner, writer)).status, 404)
    assert.containSubset(await restore(inner, admin), { status: 201, body: { parentId: null, others: 'none' } })
    assert.equal((await see(inner, writer)).status, 404)
  })

  test('let a personal collection be seen and filled by those it is shared with, and by nobody else (S3-41)', async ({ assert }) => {
    const basket = await make('Shared basket', { kind: 'personal' }, reader)
    const [a, b] = (await some(2)) as [string, string]
    assert.containSubset(await change(basket, { others: 'see' }, reader), { status: 422, body: { code: 'rights_refused' } })
    assert.containSubset(await give(basket, writer, { level: 'manage' }, reader), { status: 422, body: { code: 'rights_refused' } })
    assert.equal((await give(basket, reader, {}, reader)).status, 422)
    const { body: member } = await give(basket, writer, {}, reader)
    assert.deepEqual(await names('kind=personal', writer), ['Shared basket'])
    assert.containSubset((await see(basket, writer)).body, {
      level: 'see',
      owner: { id: reader.user.id, name: reader.user.name },
      others: null,
    })
    assert.equal((await see(basket, admin)).status, 404)
    assert.equal((await run('POST', basket, { ids: [a] }, writer)).status, 403)
    await reader.json(`/collections/${basket}/members/${member.id}`, { method: 'PATCH', json: { level: 'fill' } })
    assert.containSubset((await run('POST', basket, { ids: [a, b] }, writer)).body, { kind: 'collect', done: 2 })
    assert.equal(await totalOf(`collection=${basket}`, reader), 2)
    assert.equal((await change(basket, { name: 'Taken' }, writer)).status, 403)
    assert.equal((await writer.json(`/collections/${basket}`, { method: 'DELETE' })).status, 403)
    // Rights to a collection are none to its assets.
    await give(basket, stranger, { level: 'fill' }, reader)
    assert.equal((await see(basket, stranger)).body.level, 'fill')
    assert.equal(await totalOf(`collection=${basket}`, stranger), 0)
    await reader.json(`/collections/${basket}/members/${member.id}`, { method: 'DELETE' })
    assert.equal((await see(basket, writer)).status, 404)
  })

  test('and a personal collection itself go to whoever a leaver hands over to (S3-41)', async ({ assert }) => {
    const [leaver, heir, friend] = [
      await Program.of({ role: 'dam-read', brandId }),
      await Program.of({ role: 'dam-read', brandId }),
      await Program.of({ role: 'dam-read', brandId }),
    ]
    const [one, two] = [await make('Trip', { kind: 'personal' }, leaver), await make('Portfolio', { kind: 'personal' }, leaver)]
    const gone = await make('Thrown away', { kind: 'personal' }, leaver)
    await leaver.json(`/collections/${gone}`, { method: 'DELETE' })
    await make('trip', { kind: 'personal' }, heir)
    await give(two, friend, {}, leaver)
    await give(two, heir, {}, leaver)
    const by = (await loadVisitor(admin.user.id, 'api'))!
    const handed = await new HandOver().handle(leaver.user.id, heir.user.id, by)
    assert.deepInclude(handed, { what: 'personal collections', count: 2 })
    assert.deepEqual(await names('kind=personal', heir), ['Portfolio', 'trip', 'Trip (2)'])
    assert.deepEqual(await names('kind=personal', leaver), [])
    assert.deepEqual(await names('kind=personal', friend), ['Portfolio'])
    assert.containSubset((await see(one, heir)).body, { level: 'manage', mayShare: true })
    assert.lengthOf((await heir.json(`/collections/${two}/members`)).body.data, 1)
    assert.equal((await heir.json(`/collections/${gone}/restorations`, { method: 'POST' })).status, 201)
  })
})
