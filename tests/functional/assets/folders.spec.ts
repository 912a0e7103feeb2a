import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { ForgetDeletedFolders } from '#assets'
import { Program } from '#tests/support/api'
import { makeBrand } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'

type Found = { data: { id: string; name: string }[]; meta: { total: number } }

let nth = 0

/** A brand with folders of these paths, each after what it stands in. */
async function library(paths: string[]) {
  const admin = await Program.of({ role: 'system-admin' })
  const brandId = (await makeBrand(`Placed ${++nth}`)).id
  const ids: Record<string, string> = {}
  for (const path of paths) {
    const names = path.split('/')
    const json = { brandId, name: names.at(-1), parentId: ids[names.slice(0, -1).join('/')] ?? null }
    ids[path] = (await admin.json('/folders', { method: 'POST', json })).body.id
  }
  return { admin, brandId, ids }
}

async function asset(program: Program, brandId: string, folderId?: string): Promise<string> {
  const { body, status } = await program.upload(newId(), `placed ${++nth}.txt`, { brandId, ...(folderId ? { folderId } : {}) })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

const place = (program: Program, id: string, folderId: unknown, headers = {}) =>
  program.json(`/assets/${id}`, { method: 'PATCH', json: { folderId }, headers })
const folderOf = async (program: Program, id: string) => (await program.json(`/assets/${id}`)).body.folder?.path ?? null
const countOf = async (program: Program, id: string) => (await program.json(`/folders/${id}`)).body.assetCount as number
const remove = (program: Program, id: string) => program.json(`/folders/${id}`, { method: 'DELETE' })
const restore = (program: Program, id: string) => program.json(`/folders/${id}/restorations`, { method: 'POST' })

/** The kept numbers, and what they should be. */
async function counts() {
  const kept = await db.from('folders').where('asset_count', '<>', 0).select('id', 'asset_count as total')
  const real = await db
    .from('assets')
    .where('is_trashed', false)
    .whereNotNull('folder_id')
    .groupBy('folder_id')
    .select('folder_id as id')
    .count('* as total')
  const told = (rows: any[]) => rows.map((row) => `${row.id} ${Number(row.total)}`).sort()
  return { kept: told(kept), real: told(real) }
}

async function found(program: Program, query: string): Promise<string[]> {
  const { body, status } = await program.json<Found>(`/assets?${query}`)
  if (status !== 200 || body.meta.total !== body.data.length) throw new Error(`${query}: ${JSON.stringify(body)}`)
  return body.data.map(({ id }) => id)
}

test.group('Folders of assets (S0-31, C2)', () => {
  test('are those of their own brand, and no others', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Press'])
    const other = await library(['Theirs'])
    const id = await asset(admin, brandId)
    for (const wrong of [other.ids.Theirs!, newId(), 'x']) {
      assert.deepInclude((await place(admin, id, wrong)).body, { status: 422, code: 'unknown_folder' })
      assert.equal((await admin.upload('x', 'refused.txt', { brandId, folderId: wrong })).status, 422)
    }
    assert.equal((await place(admin, id, 7)).status, 422)
    assert.isNull(await folderOf(admin, id))
    const { status, body } = await place(admin, id, ids.Press)
    assert.equal(status, 200)
    assert.deepEqual(body.folder, { id: ids.Press, name: 'Press', path: 'Press' })
    const viewer = await Program.of({ role: 'viewer', brandId })
    assert.equal((await place(viewer, id, null)).status, 403)
    assert.equal(await folderOf(viewer, id), 'Press')
  })

  test('are one at a time: an asset put into another leaves the first', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Men', 'Men/Tops', 'Sale'])
    const id = await asset(admin, brandId, ids['Men/Tops'])
    assert.equal(await folderOf(admin, id), 'Men > Tops')
    assert.equal((await place(admin, id, ids.Sale)).body.folder.path, 'Sale')
    assert.deepEqual([await countOf(admin, ids['Men/Tops']!), await countOf(admin, ids.Sale!)], [0, 1])
    const { body: log } = await admin.json(`/activities?assetId=${id}`)
    assert.deepInclude(log.data[0], { before: { folderId: 'Men > Tops' }, after: { folderId: 'Sale' } })
    assert.isNull((await place(admin, id, null)).body.folder)
    assert.equal(await countOf(admin, ids.Sale!), 0)
    assert.deepEqual((await counts()).kept, (await counts()).real)
  })

  test('changed by two people at once are told to the second', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['A', 'B'])
    const { body, headers } = await admin.upload(newId(), 'both.txt', { brandId })
    const ifMatch = { 'if-match': headers.get('etag')! }
    assert.equal((await place(admin, body.id, ids.A, ifMatch)).status, 200)
    assert.equal((await place(admin, body.id, ids.B, ifMatch)).status, 412)
    assert.equal(await folderOf(admin, body.id), 'A')
    assert.deepEqual((await counts()).kept, (await counts()).real)
  })

  test('narrow to what is within them, directly in them, in any of several, or in none (S0-28)', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Men', 'Men/Tops', 'Men/Tops/Shirts', 'Women'])
    const shirt = await asset(admin, brandId, ids['Men/Tops/Shirts'])
    const top = await asset(admin, brandId, ids['Men/Tops'])
    const dress = await asset(admin, brandId, ids.Women)
    const loose = await asset(admin, brandId)
    const of = (query: string) => found(admin, query)
    assert.deepEqual(await of(`folder=${ids.Men}`), [top, shirt])
    assert.deepEqual(await of(`folder=${ids.Men}&folderOnly=true`), [])
    assert.deepEqual(await of(`folder=${ids['Men/Tops']}&folderOnly=true`), [top])
    assert.deepEqual(await of(`folder=${ids['Men/Tops/Shirts']},${ids.Women}`), [dress, shirt])
    assert.deepEqual(await of(`folder=${ids.Men},${ids['Men/Tops']}`), [top, shirt])
    assert.deepEqual(await of(`folder=${ids.Men}&withoutFolders=${ids['Men/Tops/Shirts']}`), [top])
    assert.deepEqual(await of(`withoutFolders=${ids.Men}&brand=${brandId}`), [loose, dress])
    assert.deepEqual(await of(`unfoldered=true&brand=${brandId}`), [loose])
    assert.deepEqual(await of(`folder=${newId()}`), [])
    assert.equal((await admin.json(`/assets?folder=${encodeURIComponent("x' or 1=1")}`)).status, 422)
    const { body: men } = await admin.json(`/folders/${ids.Men}`)
    assert.deepInclude(men, { assetCount: 0, assetTotal: 2 })
    const { body } = await admin.json(`/assets/facets?brand=${brandId}&facets=folder&folder=${ids.Women}`)
    const told = body.data[0].values.map(({ label, count }: { label: string; count: number }) => `${label} ${count}`)
    assert.sameMembers(told, ['Men 2', 'Men > Tops 2', 'Men > Tops > Shirts 1', 'Women 1'])
    assert.deepEqual(await of(`q=${encodeURIComponent('folder:tops')}&brand=${brandId}`), [top, shirt])
    assert.deepEqual(await of(`q=${encodeURIComponent('-folder:men')}&brand=${brandId}`), [loose, dress])
  })

  test('of brands that one does not see are neither found nor counted', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Hidden'])
    await asset(admin, brandId, ids.Hidden)
    const viewer = await Program.of({ role: 'viewer', brandId: (await makeBrand(`Mine ${++nth}`)).id })
    assert.deepEqual(await found(viewer, `folder=${ids.Hidden}`), [])
    assert.deepEqual(await found(viewer, 'unfoldered=true'), [])
    assert.deepEqual((await viewer.json('/assets/facets?facets=folder')).body.data[0].values, [])
    assert.equal((await viewer.json(`/folders/${ids.Hidden}`)).status, 404)
  })

  test('are counted right through trash, restoration and purge', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['A'])
    const [one, two] = [await asset(admin, brandId, ids.A), await asset(admin, brandId, ids.A)]
    for (const id of [one, two]) await admin.json(`/assets/${id}`, { method: 'DELETE' })
    assert.equal(await countOf(admin, ids.A!), 0)
    assert.deepEqual(await found(admin, `folder=${ids.A}`), [])
    await admin.json(`/trash/${one}/restorations`, { method: 'POST' })
    await admin.json(`/trash/${two}`, { method: 'DELETE' })
    assert.equal(await countOf(admin, ids.A!), 1)
    assert.deepEqual((await counts()).kept, (await counts()).real)
  })

  test('that are deleted leave their assets in none, and take back those that are still in none', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Men', 'Men/Tops', 'Sale'])
    const [stays, goes] = [await asset(admin, brandId, ids['Men/Tops']), await asset(admin, brandId, ids['Men/Tops'])]
    await remove(admin, ids.Men!)
    assert.isNull(await folderOf(admin, stays))
    assert.deepEqual(await found(admin, `folder=${ids.Men}`), [])
    assert.deepEqual(await found(admin, `unfoldered=true&brand=${brandId}`), [goes, stays])
    assert.equal((await place(admin, stays, ids['Men/Tops'])).body.code, 'unknown_folder')
    await place(admin, goes, ids.Sale)
    const { body: log } = await admin.json(`/activities?assetId=${goes}`)
    assert.deepInclude(log.data[0], { before: { folderId: null }, after: { folderId: 'Sale' } })
    assert.equal((await restore(admin, ids.Men!)).body.assetTotal, 1)
    assert.deepEqual([await folderOf(admin, stays), await folderOf(admin, goes)], ['Men > Tops', 'Sale'])
    assert.deepEqual((await counts()).kept, (await counts()).real)
  })

  test('that were deleted long ago are forgotten, and their assets stay', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Old', 'Old/Older'])
    const [id, trashed] = [await asset(admin, brandId, ids['Old/Older']), await asset(admin, brandId, ids.Old)]
    await admin.json(`/assets/${trashed}`, { method: 'DELETE' })
    await remove(admin, ids.Old!)
    const forget = () => new ForgetDeletedFolders().handle({}, { signal: new AbortController().signal } as never)
    await forget()
    assert.isNotNull(await db.from('folders').where('id', ids.Old!).first())
    await db
      .from('folders')
      .where('deleted_with', ids.Old!)
      .update({ deleted_at: Date.now() - 31 * 24 * 3600_000 })
    await forget()
    assert.isNull(await db.from('folders').whereIn('id', [ids.Old!, ids['Old/Older']!]).first())
    assert.isNull(await db.from('assets').whereIn('id', [id, trashed]).whereNotNull('folder_id').first())
    assert.equal((await admin.json(`/assets/${id}`)).status, 200)
  })

  test('are set and cleared of many, told per asset, and taken back (S3-13, S1-83)', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['A', 'B'])
    const other = await library(['Theirs'])
    const assets = [await asset(admin, brandId, ids.A), await asset(admin, brandId), await asset(admin, other.brandId)]
    const run = async (path: string, json?: object) => {
      const { body } = await admin.json(path, { method: 'POST', ...(json ? { json } : {}) })
      await workUntilIdle()
      return (await admin.json(`/operations/${body.id}`)).body
    }
    const edit = (changes: object) => run('/operations', { kind: 'edit', ids: assets, changes })
    const shown = () => Promise.all(assets.map((id) => folderOf(admin, id)))
    const set = await edit({ set: { folderId: ids.B } })
    assert.deepInclude(set, { done: 2, refused: 1 })
    assert.include(set.items[0].reason, 'folders of their own brand')
    assert.deepEqual(await shown(), ['B', 'B', null])
    await place(admin, assets[1]!, null)
    assert.deepInclude(await run(`/operations/${set.id}/reversals`), { done: 1, refused: 1 })
    assert.deepEqual(await shown(), ['A', null, null])
    const cleared = await edit({ set: { folderId: null } })
    assert.deepInclude(cleared, { done: 1, refused: 2 })
    assert.deepEqual(await shown(), [null, null, null])
    await remove(admin, ids.A!)
    assert.deepInclude(await run(`/operations/${cleared.id}/reversals`), { done: 0, refused: 1 })
    assert.deepEqual((await counts()).kept, (await counts()).real)
  })

  test('are made as dropped folders are nested, once for all that arrive at the same moment', async ({ assert }) => {
    const { admin, brandId, ids } = await library(['Shoots'])
    const send = (program: Program, folderPath: string) =>
      program.upload(newId(), `dropped ${++nth}.txt`, { brandId, folderId: ids.Shoots!, folderPath })
    const sent = await Promise.all(['Alps', 'Alps/Day 1', 'Alps/Day 1', 'Alps/Day 2'].map((path) => send(admin, path)))
    assert.deepEqual(
      sent.map(({ body }) => body.folder?.path),
      ['Shoots > Alps', 'Shoots > Alps > Day 1', 'Shoots > Alps > Day 1', 'Shoots > Alps > Day 2']
    )
    assert.equal((await admin.json(`/folders?brand=${brandId}`)).body.data.length, 4)
    assert.equal((await send(admin, 'alps/DAY 2')).body.folder.path, 'Shoots > Alps > Day 2')
    const top = await admin.upload(newId(), 'top.txt', { brandId, folderPath: 'Fresh/../ Deep ' })
    assert.equal(top.body.folder.path, 'Fresh > Deep')
    const deep = await send(admin, Array.from({ length: 40 }, (_, at) => `d${at}`).join('/'))
    assert.deepEqual([deep.status, deep.body.code], [422, 'place_refused'])
    assert.deepEqual((await counts()).kept, (await counts()).real)
  })
})
