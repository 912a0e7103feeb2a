import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { ForgetDeletedFolders } from '#assets'
import type { Permission } from '#identity'
import { Program } from '#tests/support/api'
import { makeBrand, makeGroup, makeToken, signIn } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'

type Listed = { data: { id: string; name: string }[]; meta: { total: number; totalIsCapped: boolean } }

let nth = 0

/**
 * A brand with an open folder and a restricted one in which another stands: one asset in each, one in none. `member` is let in,
 * `outsider` is not, `manager` may restrict folders; the first two may write otherwise.
 */
async function library({ level = 'creator' as 'creator' | 'viewer' } = {}) {
  const admin = await Program.of({ role: 'system-admin' })
  const brandId = (await makeBrand(`Restricted ${++nth}`)).id
  const [manager, member, outsider] = await Promise.all([
    Program.of({ role: 'manager', brandId }),
    Program.of({ role: level, brandId, name: 'Mia Member' }),
    Program.of({ role: level, brandId, name: 'Oda Outsider' }),
  ])
  const folder = async (name: string, parentId: string | null = null) =>
    (await admin.json('/folders', { method: 'POST', json: { brandId, name, parentId } })).body.id as string
  const [open, secret] = [await folder('Open'), await folder('Secret')]
  const inner = await folder('Inner', secret)
  const asset = async (name: string, fields: Record<string, string> = {}) => {
    const { body, status } = await admin.upload(`${name} ${newId()}`, `${name}.txt`, { brandId, ...fields })
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body.id as string
  }
  const assets = {
    loose: await asset('loose'),
    open: await asset('open', { folderId: open }),
    secret: await asset('secret', { folderId: secret }),
    inner: await asset('inner', { folderId: inner }),
  }
  await workUntilIdle()
  await restrict(manager, secret, { users: [member.user.id] })
  return { admin, brandId, manager, member, outsider, open, secret, inner, assets, folder, asset }
}

async function restrict(by: Program, id: string, json: { users?: string[]; groups?: string[] } = {}) {
  const { status, body } = await by.json(`/folders/${id}/access`, { method: 'PUT', json })
  if (status !== 200) throw new Error(JSON.stringify(body))
}

const lift = (by: Program, id: string) => by.json(`/folders/${id}/access`, { method: 'DELETE' })

/** The names of what is listed; the number told must be true. */
async function listed(program: Program, query: string): Promise<string[]> {
  const { body, status } = await program.json<Listed>(`/assets?${query}`)
  if (status !== 200 || body.meta.total !== body.data.length) throw new Error(`${query}: ${JSON.stringify(body)}`)
  return body.data.map(({ name }) => name).sort()
}

async function foldersSeen(program: Program, brandId: string): Promise<string[]> {
  const { body } = await program.json<Listed>(`/folders?brand=${brandId}`)
  return body.data.map(({ name }) => name).sort()
}

async function operate(program: Program, json: object) {
  const { body, status } = await program.json('/operations', { method: 'POST', json })
  if (status !== 202) throw new Error(JSON.stringify(body))
  await workUntilIdle()
  return (await program.json(`/operations/${body.id}`)).body
}

const ALL = ['inner', 'loose', 'open', 'secret']
const OPEN = ['loose', 'open']

test.group('Who sees a restricted folder (S0-28, S0-31, C2)', () => {
  test('those who are let in, and those who may restrict; with all that stands in it', async ({ assert }) => {
    const { admin, manager, member, outsider, brandId } = await library()
    for (const who of [admin, manager, member]) {
      assert.deepEqual(await listed(who, `brand=${brandId}`), ALL)
      assert.deepEqual(await foldersSeen(who, brandId), ['Inner', 'Open', 'Secret'])
    }
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
    assert.deepEqual(await foldersSeen(outsider, brandId), ['Open'])
  })

  test('people through their groups, as long as they are in them', async ({ assert }) => {
    const { manager, outsider, brandId, secret } = await library()
    const group = await makeGroup([outsider.user], 'viewer', brandId)
    await restrict(manager, secret, { groups: [group] })
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), ALL)
    await db.from('group_members').where('group_id', group).delete()
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
  })

  test('nobody below it who is not let in above: a folder in it restricts further and never less', async ({ assert }) => {
    const { manager, member, outsider, brandId, inner, secret } = await library()
    await restrict(manager, inner, { users: [outsider.user.id] })
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
    assert.deepEqual(await listed(member, `brand=${brandId}`), ['loose', 'open', 'secret'])
    await restrict(manager, secret, { users: [member.user.id, outsider.user.id] })
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), ALL)
    await lift(manager, secret)
    assert.deepEqual(await listed(member, `brand=${brandId}`), ['loose', 'open', 'secret'])
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), ALL)
  })

  test('not whoever uploaded the asset: there is no exception', async ({ assert }) => {
    const { outsider, brandId, manager, open } = await library()
    const { body } = await outsider.upload(newId(), 'mine.txt', { brandId, folderId: open })
    await restrict(manager, open)
    assert.equal((await outsider.json(`/assets/${body.id}`)).status, 404)
  })

  test('not a program whose scopes leave restricting out, unless its owner is let in', async ({ assert }) => {
    const { admin, brandId, manager, secret } = await library()
    const scoped = await Program.of({ role: 'system-admin' }, ['assets.view'] satisfies Permission[])
    assert.deepEqual(await listed(scoped, `brand=${brandId}`), OPEN)
    await restrict(manager, secret, { users: [scoped.user.id] })
    assert.deepEqual(await listed(scoped, `brand=${brandId}`), ALL)
    assert.deepEqual(await listed(admin, `brand=${brandId}`), ALL)
  })
})

test.group('What somebody who is not let in is told (CVE-2026-108165)', () => {
  test('no asset by its id, and none of its bytes', async ({ assert }) => {
    const { outsider, member, assets } = await library()
    const told = (problem: string) => ({ ...JSON.parse(problem), instance: null })
    for (const path of ['', '/file', '/file?metadata=embed', '/metadata.xmp', '/renditions/thumb', '/relations']) {
      for (const id of [assets.secret, assets.inner]) {
        const refused = await outsider.fetch(`/assets/${id}${path}`)
        const unknown = await outsider.fetch(`/assets/${newId()}${path}`)
        assert.equal(refused.status, 404, path)
        assert.deepEqual(told(await refused.text()), told(await unknown.text()), path)
      }
    }
    assert.equal((await member.fetch(`/assets/${assets.secret}/file`)).status, 200)
    assert.equal((await outsider.fetch(`/activities?assetId=${assets.secret}`)).status, 404)
  })

  test('no asset by search, by filters, by experts’ words or by the folder itself', async ({ assert }) => {
    const { outsider, member, brandId, secret, inner } = await library()
    for (const [query, found] of [
      [`brand=${brandId}&text=secret`, ['secret']],
      [`brand=${brandId}&text=sec`, ['secret']],
      [`brand=${brandId}&q=folder:secret`, ['inner', 'secret']],
      [`folder=${secret}`, ['inner', 'secret']],
      [`folder=${inner}`, ['inner']],
      [`brand=${brandId}&withoutFolders=${secret}`, ['loose', 'open']],
      [`brand=${brandId}&unfoldered=true`, ['loose']],
    ] as const) {
      assert.deepEqual(await listed(member, query), [...found], query)
      const refused = await outsider.json<Listed>(`/assets?${query}`)
      const seen = refused.status === 200 ? refused.body.data.map(({ name }) => name).sort() : []
      assert.deepEqual(
        seen,
        found.filter((name) => OPEN.includes(name)),
        query
      )
    }
  })

  test('true numbers, or none: totals, facets, buckets, tags, categories, campaigns and collections', async ({ assert }) => {
    const { admin, outsider, member, brandId, assets, open } = await library()
    for (const id of [assets.open, assets.secret]) {
      await admin.json(`/assets/${id}`, { method: 'PATCH', json: { tags: [`shared ${brandId}`] } })
    }
    const tag = async (who: Program) => (await who.json(`/tags?brand=${brandId}`)).body.data[0]
    assert.equal((await tag(member)).assetCount, 2)
    assert.isNull((await tag(outsider)).assetCount)
    assert.deepEqual(await listed(outsider, `tags=${(await tag(outsider)).id}`), ['open'])

    const collection = (await admin.json('/collections', { method: 'POST', json: { name: `C ${brandId}`, kind: 'library', brandId } })).body
    await admin.json(`/collections/${collection.id}/assets`, { method: 'POST', json: { ids: Object.values(assets) } })
    await workUntilIdle()
    assert.equal((await member.json(`/collections/${collection.id}`)).body.assetCount, 4)
    assert.isNull((await outsider.json(`/collections/${collection.id}`)).body.assetCount)
    assert.deepEqual(await listed(outsider, `collection=${collection.id}`), OPEN)

    const facets = async (who: Program) => (await who.json(`/assets/facets?brand=${brandId}&facets=type,folder,tags`)).body
    assert.equal((await facets(member)).meta.total, 4)
    const told = await facets(outsider)
    assert.equal(told.meta.total, 2)
    const folders = told.data.find(({ name }: { name: string }) => name === 'folder').values
    assert.deepEqual(folders, [{ value: open, label: 'Open', count: 1 }])
    assert.deepEqual(
      told.data.find(({ name }: { name: string }) => name === 'tags').values.map(({ count }: { count: number }) => count),
      [1]
    )
  })

  test('numbers of folders that are exact, and nothing of what stands in them', async ({ assert }) => {
    const { admin, manager, member, outsider, open, folder, asset } = await library()
    const below = await folder('Below', open)
    await asset('below', { folderId: below })
    await restrict(manager, below)
    const seen = async (who: Program) => (await who.json(`/folders/${open}`)).body
    assert.deepInclude(await seen(outsider), { assetCount: 1, assetTotal: 1, hasNested: false, isRestricted: false })
    assert.deepInclude(await seen(member), { assetTotal: 1, hasNested: false })
    assert.deepInclude(await seen(admin), { assetTotal: 2, hasNested: true })
    assert.equal((await outsider.json(`/folders/${below}`)).status, 404)
    assert.deepEqual((await outsider.json(`/folders?parent=${open}`)).body.data, [])
  })

  test('nothing by suggestions, relations, duplicates or the copied card of another asset', async ({ assert }) => {
    const { admin, outsider, member, brandId, assets, secret } = await library()
    const suggested = async (who: Program) =>
      (await who.json(`/search-words?text=${encodeURIComponent('folder:se')}&brand=${brandId}`)).body.data.map(
        ({ label }: { label: string }) => label
      )
    assert.deepEqual(await suggested(member), ['Secret'])
    assert.deepEqual(await suggested(outsider), [])

    await admin.json(`/assets/${assets.open}/relations`, { method: 'POST', json: { kind: 'variantOf', assetId: assets.secret } })
    const relations = async (who: Program) => (await who.json(`/assets/${assets.open}/relations`)).body.data.length
    assert.deepEqual([await relations(member), await relations(outsider)], [1, 0])

    const text = `twice ${newId()}`
    const first = (await admin.upload(text, 'first.txt', { brandId, folderId: secret })).body
    const again = await outsider.upload(text, 'again.txt', { brandId, duplicates: 'refuse' })
    assert.equal(again.status, 201)
    assert.isNull(again.body.duplicateOf)
    const copied = await outsider.upload(newId(), 'copied.txt', { brandId, metadataFrom: first.id })
    assert.equal(copied.status, 404)
  })

  test('nothing by exports, saved views, smart collections and metadata tables', async ({ assert }) => {
    const { admin, outsider, brandId, assets, secret } = await library()
    const table = await (await outsider.fetch(`/metadata-exports?brand=${brandId}&columns=id,name,folder`)).text()
    assert.include(table, 'open')
    assert.notInclude(table.toLowerCase(), 'secret')
    assert.notInclude(table, assets.inner)
    const smart = await admin.json('/collections', {
      method: 'POST',
      json: { name: `Smart ${brandId}`, kind: 'smart', brandId, query: { folder: [secret] } },
    })
    assert.equal(smart.status, 201)
    assert.deepEqual(await listed(outsider, `collection=${smart.body.id}`), [])
    assert.deepEqual(await listed(admin, `collection=${smart.body.id}`), ['inner', 'secret'])

    const checked = await outsider.json('/metadata-imports?fileName=cards.csv', {
      method: 'POST',
      body: `id,title\n${assets.secret},Mine now\n${assets.open},Open one\n`,
      headers: { 'content-type': 'text/csv' },
    })
    assert.equal(checked.status, 201, JSON.stringify(checked.body))
    const rows = (await outsider.json(`/metadata-imports/${checked.body.id}/rows`)).body.data
    assert.deepEqual(rows.map((row: { assetId: string | null }) => row.assetId).filter(Boolean), [assets.open])
  })

  test('no names in the log, and no folders in the history of what they see', async ({ assert }) => {
    const { admin, brandId, manager, outsider, member, secret, assets } = await library()
    await admin.json(`/assets/${assets.loose}`, { method: 'PATCH', json: { folderId: secret } })
    await admin.json(`/assets/${assets.loose}`, { method: 'PATCH', json: { folderId: null, title: 'Out again' } })
    const history = async (who: Program) => JSON.stringify((await who.json(`/activities?assetId=${assets.loose}`)).body)
    assert.include(await history(member), 'Secret')
    assert.notInclude(await history(outsider), 'Secret')
    assert.include(await history(outsider), 'Out again')

    // Somebody who reads the log without restricting folders: a program of the manager with scopes.
    const reader = new Program(manager.user, await makeToken(manager.user, ['assets.view', 'activities.view']))
    const log = async (who: Program) => JSON.stringify((await who.json(`/activities?brandId=${brandId}&limit=200`)).body)
    assert.include(await log(manager), assets.secret)
    assert.include(await log(manager), 'folder.restricted')
    const seen = await log(reader)
    for (const hidden of ['Secret', 'Inner', assets.secret, assets.inner, secret]) assert.notInclude(seen, hidden)
    assert.include(seen, assets.open)
  })

  test('nothing on the pages: grid, rail, drop-down, details, viewer and the folder’s own page', async ({ client, assert }) => {
    const { outsider, member, assets, secret } = await library()
    const [out, inside] = [await signIn(client, outsider.user), await signIn(client, member.user)]
    for (const path of ['/assets', '/folders', `/assets?folder=${secret}`, '/assets?text=inner']) {
      const page = await out.get(path)
      page.assertStatus(200)
      for (const told of ['Secret', 'Inner', assets.secret, assets.inner]) assert.notInclude(page.text(), told, path)
    }
    assert.include((await inside.get('/assets')).text(), 'Secret')
    for (const path of [`/folders/${secret}`, `/assets/${assets.secret}`]) {
      ;(await out.get(path)).assertStatus(404)
    }
  })

  test('no open trash: what was deleted out of it stays out of sight', async ({ assert }) => {
    const { admin, outsider, member, brandId, assets } = await library()
    await admin.json(`/assets/${assets.secret}`, { method: 'DELETE' })
    assert.deepEqual(await listed(member, `brand=${brandId}&bucket=trash`), ['secret'])
    assert.deepEqual(await listed(outsider, `brand=${brandId}&bucket=trash`), [])
    assert.equal((await outsider.json(`/assets/${assets.secret}/restorations`, { method: 'POST' })).status, 404)
  })
})

test.group('Operations and restricted folders', () => {
  test('reach by ids and by query what one sees, and nothing else', async ({ assert }) => {
    const { outsider, admin, brandId, assets } = await library()
    const byIds = await operate(outsider, { kind: 'edit', changes: { set: { title: 'Theirs' } }, ids: [assets.open, assets.secret] })
    assert.deepInclude(byIds, { done: 1, refused: 1 })
    const item = byIds.items.find(({ assetId }: { assetId: string }) => assetId === assets.secret)
    assert.deepInclude(item, { name: '', outcome: 'refused' })
    const byQuery = await operate(outsider, { kind: 'edit', changes: { set: { title: 'All' } }, query: { brand: brandId } })
    assert.deepInclude(byQuery, { total: 2, done: 2 })
    assert.isNull((await admin.json(`/assets/${assets.secret}`)).body.title)
  })

  test('refuse what was restricted since they began, and no longer tell its name', async ({ assert }) => {
    const { outsider, manager, open, assets } = await library()
    const { body } = await outsider.json('/operations', {
      method: 'POST',
      json: { kind: 'edit', changes: { set: { title: 'Late' } }, ids: [assets.open, assets.loose] },
    })
    await restrict(manager, open)
    await workUntilIdle()
    const done = (await outsider.json(`/operations/${body.id}`)).body
    assert.deepInclude(done, { done: 1, refused: 1 })
    assert.notInclude(JSON.stringify(done), '"open"')
    assert.isNull((await manager.json(`/assets/${assets.open}`)).body.title)
  })

  test('put nothing into a folder that one does not see, nor back into one', async ({ assert }) => {
    const { outsider, manager, open, secret, assets, brandId } = await library()
    const one = await outsider.json(`/assets/${assets.open}`, { method: 'PATCH', json: { folderId: secret } })
    assert.deepInclude(one.body, { status: 422, code: 'unknown_folder' })
    assert.notInclude(JSON.stringify(one.body), 'Secret')
    assert.equal((await outsider.upload(newId(), 'in.txt', { brandId, folderId: secret })).status, 422)
    const many = await operate(outsider, { kind: 'edit', changes: { set: { folderId: secret } }, ids: [assets.loose] })
    assert.deepInclude(many, { done: 0, refused: 1 })

    const out = await operate(outsider, { kind: 'edit', changes: { set: { folderId: null } }, ids: [assets.open] })
    await restrict(manager, open)
    const back = await outsider.json(`/operations/${out.id}/reversals`, { method: 'POST' })
    await workUntilIdle()
    assert.deepInclude((await outsider.json(`/operations/${back.body.id}`)).body, { done: 0, refused: 1 })
    assert.isNull((await manager.json(`/assets/${assets.open}`)).body.folder)
  })
})

test.group('Restricting, changing and lifting', () => {
  test('is for those who may, and is written down', async ({ assert }) => {
    const { manager, member, outsider, secret, open } = await library()
    for (const [method, json] of [
      ['GET', undefined],
      ['PUT', {}],
      ['DELETE', undefined],
    ] as const) {
      assert.equal((await member.json(`/folders/${secret}/access`, { method, json })).status, 403)
      assert.equal((await outsider.json(`/folders/${secret}/access`, { method, json })).status, 404)
      assert.equal((await outsider.json(`/folders/${open}/access`, { method, json })).status, 403)
    }
    const { body } = await manager.json(`/folders/${secret}/access`)
    assert.deepEqual(body, { isRestricted: true, users: [{ id: member.user.id, name: 'Mia Member' }], groups: [], inherited: [] })
    assert.equal((await lift(manager, secret)).status, 204)
    const { data } = (await manager.json(`/activities?subjectId=${secret}&limit=10`)).body
    assert.deepEqual(
      data.map(({ action }: { action: string }) => action),
      ['folder.opened', 'folder.restricted', 'folder.created']
    )
    assert.deepEqual(data[1].after, { name: 'Secret', people: ['Mia Member'], groups: [] })
  })

  test('tells where a restriction comes from', async ({ assert }) => {
    const { manager, member, secret, inner } = await library()
    const { body } = await manager.json(`/folders/${inner}/access`)
    assert.deepEqual(body, {
      isRestricted: false,
      users: [],
      groups: [],
      inherited: [
        { folder: { id: secret, name: 'Secret', path: 'Secret' }, users: [{ id: member.user.id, name: 'Mia Member' }], groups: [] },
      ],
    })
    assert.isTrue((await member.json(`/folders/${inner}`)).body.isRestricted)
  })

  test('refuses people and groups of elsewhere, and changes nothing', async ({ assert }) => {
    const { manager, outsider, secret, brandId } = await library()
    const stranger = await Program.of({ role: 'viewer', brandId: (await makeBrand(`Elsewhere ${nth}`)).id })
    const group = await makeGroup([], 'viewer', (await makeBrand(`Elsewhere too ${nth}`)).id)
    for (const json of [{ users: [stranger.user.id] }, { users: [newId()] }, { groups: [group] }, { groups: [newId()] }]) {
      const { status, body } = await manager.json(`/folders/${secret}/access`, { method: 'PUT', json })
      assert.deepInclude({ status, code: body.code }, { status: 422, code: 'not_of_brand' })
    }
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
    assert.lengthOf((await manager.json(`/folders/${secret}/access`)).body.users, 1)
  })

  test('does not overwrite what somebody else changed meanwhile', async ({ assert }) => {
    const { manager, outsider, member, secret } = await library()
    const seen = (await manager.json(`/folders/${secret}/access`)).headers.get('etag')!
    await restrict(manager, secret, { users: [member.user.id, outsider.user.id] })
    const late = await manager.json(`/folders/${secret}/access`, { method: 'PUT', json: {}, headers: { 'if-match': seen } })
    assert.deepInclude(late.body, { status: 412, code: 'changed_meanwhile' })
    assert.lengthOf((await manager.json(`/folders/${secret}/access`)).body.users, 2)
  })

  test('works by plain forms: first to nobody, then for one after the other', async ({ client, assert }) => {
    const { manager, outsider, open, brandId } = await library()
    const browser = await signIn(client, manager.user)
    ;(await browser.post(`/folders/${open}/access`)).assertStatus(302)
    assert.notInclude(await listed(outsider, `brand=${brandId}`), 'open')
    await browser.post(`/folders/${open}/access`).form({ member: `user:${outsider.user.id}` })
    assert.include(await listed(outsider, `brand=${brandId}`), 'open')
    assert.include((await browser.get(`/folders/${open}`)).text(), 'Oda Outsider')
    await browser.post(`/folders/${open}/access/removals`).form({ member: `user:${outsider.user.id}` })
    assert.notInclude(await listed(outsider, `brand=${brandId}`), 'open')
    await browser.post(`/folders/${open}/openings`)
    assert.include(await listed(outsider, `brand=${brandId}`), 'open')
  })
})

test.group('Moving and deleting with restrictions', () => {
  const move = (by: Program, id: string, parentId: string | null) => by.json(`/folders/${id}`, { method: 'PATCH', json: { parentId } })

  test('a folder under a restricted one takes its restriction, and loses it outside', async ({ assert }) => {
    const { manager, outsider, open, secret, brandId } = await library()
    assert.equal((await move(manager, open, secret)).status, 200)
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), ['loose'])
    assert.equal((await move(manager, open, null)).status, 200)
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
  })

  test('a restriction of its own goes with a folder', async ({ assert }) => {
    const { manager, member, outsider, secret, open, brandId, folder, asset } = await library()
    const box = await folder('Box')
    const deep = await folder('Deep', box)
    await asset('deep', { folderId: deep })
    await restrict(manager, deep, { users: [outsider.user.id] })
    await move(manager, box, secret)
    for (const who of [outsider, member]) assert.notInclude(await listed(who, `brand=${brandId}`), 'deep')
    await move(manager, deep, open)
    assert.include(await listed(outsider, `brand=${brandId}`), 'deep')
    assert.notInclude(await listed(member, `brand=${brandId}`), 'deep')
  })

  test('nobody moves or deletes a folder in which something is hidden from them', async ({ assert }) => {
    const { manager, outsider, admin, open, folder, brandId, asset } = await library()
    const below = await folder('Below', open)
    const bottom = await folder('Bottom', below)
    await asset('bottom', { folderId: bottom })
    await restrict(manager, bottom)
    const elsewhere = await folder('Elsewhere')
    for (const attempt of [move(outsider, open, elsewhere), outsider.json(`/folders/${open}`, { method: 'DELETE' })]) {
      const { status, body } = await attempt
      assert.deepInclude({ status, code: body.code }, { status: 403, code: 'not_all_yours' })
      assert.notInclude(JSON.stringify(body), 'Bottom')
    }
    assert.deepInclude((await admin.json(`/folders/${bottom}`)).body, { path: 'Open > Below > Bottom', depth: 3 })
    assert.equal((await move(outsider, elsewhere, bottom)).status, 422)
    assert.equal((await outsider.json(`/folders/${bottom}`, { method: 'DELETE' })).status, 404)
    assert.include(await listed(outsider, `brand=${brandId}`), 'open')
  })

  test('the name of a hidden folder is free, and told to nobody', async ({ assert }) => {
    const { outsider, manager, brandId, secret } = await library()
    const made = await outsider.json('/folders', { method: 'POST', json: { brandId, name: 'Secret' } })
    assert.equal(made.status, 201)
    const { body } = await outsider.upload(newId(), 'dropped.txt', { brandId, folderPath: 'Secret/New' })
    assert.equal((await outsider.json(`/assets/${body.id}`)).body.folder.path, 'Secret > New')
    assert.equal((await outsider.json(`/folders?parent=${made.body.id}`)).body.data.length, 1)
    const { status, body: problem } = await lift(manager, secret)
    assert.deepInclude({ status, code: problem.code }, { status: 409, code: 'name_taken' })
    assert.isTrue((await manager.json(`/folders/${secret}`)).body.isRestricted)
  })

  test('what a deleted restricted folder held stays restricted, also when it is forgotten otherwise', async ({ assert }) => {
    const { manager, member, outsider, secret, brandId, assets, admin } = await library()
    assert.equal((await manager.json(`/folders/${secret}`, { method: 'DELETE' })).status, 204)
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
    assert.deepEqual(await listed(outsider, `brand=${brandId}&unfoldered=true`), ['loose'])
    assert.deepEqual(await listed(member, `brand=${brandId}&unfoldered=true`), ['inner', 'loose', 'secret'])
    await db
      .from('folders')
      .where('brand_id', brandId)
      .where('deleted_at', '>', 0)
      .update({ deleted_at: Date.now() - 40 * 24 * 3600_000 })
    await new ForgetDeletedFolders().handle({}, { signal: new AbortController().signal } as never)
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
    assert.deepEqual(await listed(manager, `brand=${brandId}`), ALL)
    for (const id of [assets.secret, assets.inner]) await admin.json(`/assets/${id}`, { method: 'PATCH', json: { folderId: null } })
    await new ForgetDeletedFolders().handle({}, { signal: new AbortController().signal } as never)
    await new ForgetDeletedFolders().handle({}, { signal: new AbortController().signal } as never)
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), ALL)
    const left = await db.from('folders').where('brand_id', brandId).select('name')
    assert.deepEqual(left, [{ name: 'Open' }])
    assert.lengthOf(await db.from('circles').where('brand_id', brandId), 0)
  })

  test('what comes back comes back as restricted as it was', async ({ assert }) => {
    const { manager, member, outsider, secret, inner, brandId } = await library()
    await manager.json(`/folders/${secret}`, { method: 'DELETE' })
    assert.equal((await outsider.json(`/folders/${secret}/restorations`, { method: 'POST' })).status, 404)
    assert.equal((await member.json(`/folders/${secret}/restorations`, { method: 'POST' })).status, 201)
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
    assert.deepEqual(await foldersSeen(member, brandId), ['Inner', 'Open', 'Secret'])

    await member.json(`/folders/${inner}`, { method: 'DELETE' })
    await manager.json(`/folders/${secret}`, { method: 'DELETE' })
    const alone = await member.json(`/folders/${inner}/restorations`, { method: 'POST' })
    assert.deepInclude(alone.body, { status: 409, code: 'outer_folder_gone' })
    assert.equal((await manager.json(`/folders/${inner}/restorations`, { method: 'POST' })).status, 201)
    assert.deepEqual(await foldersSeen(outsider, brandId), ['Open'])
    assert.deepEqual((await manager.json(`/folders/${inner}/access`)).body.users, [])
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
  })
})

test.group('Reading only, with restricted folders', () => {
  test('gives the same picture to people who may only look', async ({ assert }) => {
    const { outsider, member, brandId } = await library({ level: 'viewer' })
    assert.deepEqual(await listed(member, `brand=${brandId}`), ALL)
    assert.deepEqual(await listed(outsider, `brand=${brandId}`), OPEN)
    assert.deepEqual(await foldersSeen(outsider, brandId), ['Open'])
  })
})
