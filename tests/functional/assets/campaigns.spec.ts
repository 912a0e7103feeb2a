import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import type { BuiltInRoleSlug } from '#identity'
import { Program } from '#tests/support/api'
import { makeBrand } from '#tests/support/identity'
import { workUntilIdle } from '#tests/support/jobs'

type Found = { data: { id: string; name: string; assetCount?: number }[]; meta: { total: number } }

let nth = 0

/** A brand with a Manager of it, and campaigns of these names. */
async function office(...names: string[]) {
  const brandId = (await makeBrand(`Office ${++nth}`)).id
  const manager = await Program.of({ role: 'manager', brandId })
  const ids: Record<string, string> = {}
  for (const name of names) ids[name] = (await make(manager, { name, brandId })).body.id
  return { brandId, manager, ids, as: (role: BuiltInRoleSlug) => Program.of({ role, brandId }) }
}

const make = (program: Program, json: object) => program.json('/campaigns', { method: 'POST', json })

async function asset(program: Program, brandId: string, campaigns: string[] = []): Promise<string> {
  const fields = { brandId, ...(campaigns.length > 0 ? { campaigns: campaigns.join(', ') } : {}) }
  const { body, status } = await program.upload(newId(), `for ${++nth}.txt`, fields)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

const give = (program: Program, id: string, campaigns: string[]) => program.json(`/assets/${id}`, { method: 'PATCH', json: { campaigns } })

const namesOf = (card: Record<string, any>) => card.campaigns.map(({ name }: { name: string }) => name) as string[]

async function counts() {
  const kept = await db.from('campaigns').orderBy('id').select('id', 'asset_count')
  const real = await db
    .from('asset_campaigns')
    .join('assets', 'assets.id', 'asset_campaigns.asset_id')
    .where('assets.is_trashed', false)
    .groupBy('campaign_id')
    .select('campaign_id')
    .count('* as total')
  const of = new Map(real.map((row) => [row.campaign_id, Number(row.total)]))
  return kept.map((row) => ({ kept: Number(row.asset_count), real: of.get(row.id) ?? 0 }))
}

test.group('Campaigns', () => {
  test('are made by Managers, seen by Creators and Approvers, and unknown to Viewers and strangers (S1-70)', async ({ assert }) => {
    const { brandId, manager, ids, as } = await office('Spring')
    const stranger = (await office()).manager
    for (const role of ['creator', 'approver'] as const) {
      const program = await as(role)
      assert.equal((await program.json(`/campaigns/${ids.Spring}`)).body.name, 'Spring', role)
      assert.equal((await make(program, { name: 'Mine', brandId })).status, 403, role)
      assert.equal((await program.json(`/campaigns/${ids.Spring}`, { method: 'DELETE' })).status, 403, role)
    }
    for (const role of ['viewer', 'dam-read', 'dam-write', 'pim-admin'] as const) {
      const program = await as(role)
      assert.equal((await program.json('/campaigns')).status, 403, role)
      assert.include([403, 404], (await program.json(`/campaigns/${ids.Spring}`)).status, role)
      assert.include([403, 404], (await program.json(`/campaigns/${ids.Spring}`, { method: 'PATCH', json: {} })).status, role)
    }
    assert.equal((await make(stranger, { name: 'Theirs', brandId })).status, 404)
    assert.equal((await stranger.json(`/campaigns/${ids.Spring}`)).status, 404)
    assert.lengthOf((await stranger.json<Found>('/campaigns?text=spring')).body.data, 0)
    assert.lengthOf((await manager.json<Found>('/campaigns?text=PRIN')).body.data, 1)
  })

  test('have a name of their own in their brand, and days in their order', async ({ assert }) => {
    const { brandId, manager, ids } = await office('Spring')
    assert.equal((await make(manager, { name: ' SPRING ', brandId })).body.code, 'name_taken')
    for (const wrong of [{ name: 'a, b' }, { name: '' }, { name: 'D', startsOn: '2026-02-30' }, { name: 'D', endsOn: 'soon' }]) {
      assert.equal((await make(manager, { brandId, ...wrong })).status, 422, JSON.stringify(wrong))
    }
    const days = { startsOn: '2026-03-01', endsOn: '2026-02-28' }
    assert.equal((await make(manager, { name: 'Late', brandId, ...days })).body.code, 'ends_before_start')
    const change = (json: object) => manager.json(`/campaigns/${ids.Spring}`, { method: 'PATCH', json })
    assert.deepInclude((await change({ endsOn: '2026-05-31', description: 'Green' })).body, { endsOn: '2026-05-31', description: 'Green' })
    assert.equal((await change({ startsOn: '2026-06-01' })).body.code, 'ends_before_start')
    assert.isNull((await change({ endsOn: null })).body.endsOn)
    const { body: log } = await manager.json('/activities?action=campaign.updated')
    assert.deepInclude(log.data[0], { subjectId: ids.Spring, brandId })
  })

  test('are deleted, and come back for 30 days with their assets', async ({ assert }) => {
    const { brandId, manager, ids } = await office('Spring')
    const id = await asset(manager, brandId, ['Spring'])
    assert.equal((await manager.json(`/campaigns/${ids.Spring}`, { method: 'DELETE' })).status, 204)
    assert.deepEqual(namesOf((await manager.json(`/assets/${id}`)).body), [])
    assert.equal((await manager.json<Found>(`/assets?campaign=${ids.Spring}`)).body.meta.total, 0)
    assert.equal((await give(manager, id, [ids.Spring!])).body.code, 'unknown_campaigns')
    assert.equal((await manager.json(`/campaigns/${ids.Spring}/restorations`, { method: 'POST' })).status, 201)
    assert.deepEqual(namesOf((await manager.json(`/assets/${id}`)).body), ['Spring'])
    await manager.json(`/campaigns/${ids.Spring}`, { method: 'DELETE' })
    await make(manager, { name: 'spring', brandId })
    assert.equal((await manager.json(`/campaigns/${ids.Spring}/restorations`, { method: 'POST' })).body.code, 'name_taken')
  })

  test('keep their brand from being deleted', async ({ assert }) => {
    const { brandId, manager, ids } = await office('Spring')
    const admin = await Program.of({ role: 'system-admin' })
    assert.include((await admin.json(`/brands/${brandId}`, { method: 'DELETE' })).body.detail, '1 campaign')
    await manager.json(`/campaigns/${ids.Spring}`, { method: 'DELETE' })
    assert.equal((await admin.json(`/brands/${brandId}`, { method: 'DELETE' })).status, 204)
  })
})

test.group('Campaigns of assets', () => {
  test('are given by those who know of them, by id or name (S1-69)', async ({ assert }) => {
    const { brandId, manager, ids, as } = await office('Spring', 'Summer')
    const other = await office('Elsewhere')
    const id = await asset(manager, brandId)
    const writer = await as('dam-write')
    assert.equal((await give(writer, id, [ids.Spring!])).status, 403)
    assert.equal((await writer.upload(newId(), 'refused.txt', { brandId, campaigns: ids.Spring! })).status, 403)
    assert.equal((await give(await as('viewer'), id, [ids.Spring!])).status, 403)
    for (const wrong of [other.ids.Elsewhere!, 'Elsewhere', newId()]) {
      const { status, body } = await give(manager, id, [ids.Spring!, wrong])
      assert.deepEqual([status, body.code], [422, 'unknown_campaigns'])
    }
    assert.equal((await manager.upload(newId(), 'refused.txt', { brandId, campaigns: 'Elsewhere' })).body.code, 'unknown_campaigns')
    assert.deepEqual((await manager.json(`/assets/${id}`)).body.campaigns, [])
    const { status, body } = await give(await as('creator'), id, [ids.Spring!, 'summer', 'Spring'])
    assert.equal(status, 200)
    assert.deepEqual(body.campaigns, [
      { id: ids.Spring, name: 'Spring', isArchived: false },
      { id: ids.Summer, name: 'Summer', isArchived: false },
    ])
  })

  test('are told to nobody who may not know of them, nowhere (S1-70)', async ({ assert }) => {
    const { brandId, manager, ids, as } = await office('Secret launch')
    const id = await asset(manager, brandId, ['Secret launch'])
    await give(manager, id, [])
    await give(manager, id, ['Secret launch'])
    assert.deepEqual(namesOf((await manager.json(`/assets/${id}`)).body), ['Secret launch'])
    for (const role of ['viewer', 'dam-read', 'dam-write', 'pim-admin'] as const) {
      const program = await as(role)
      const asked = [
        `/assets/${id}`,
        `/assets?brand=${brandId}`,
        `/assets?campaign=${ids['Secret launch']}`,
        `/assets?withoutCampaigns=${ids['Secret launch']}`,
        `/assets?text=secret`,
        `/assets/facets?facets=campaign&brand=${brandId}`,
        `/assets/facets?facets=campaign&campaign=${ids['Secret launch']}`,
        `/metadata-exports?brand=${brandId}`,
        `/activities?assetId=${id}`,
        ...(role === 'pim-admin' ? ['/activities', '/activities?action=campaign.created'] : []),
      ]
      for (const path of asked) assert.notInclude(await (await program.fetch(path)).text(), 'Secret', `${role}: ${path}`)
      assert.lengthOf((await program.json<Found>(`/assets?campaign=${ids['Secret launch']}`)).body.data, 0, role)
      assert.equal((await program.json<Found>(`/assets?campaign=${ids['Secret launch']}`)).body.meta.total, 0, role)
      assert.lengthOf((await program.json<Found>(`/assets?withoutCampaigns=${ids['Secret launch']}`)).body.data, 1, role)
    }
    // Nobody loses a campaign by the hand of somebody who does not see it.
    assert.equal((await (await as('dam-write')).json(`/assets/${id}`, { method: 'PATCH', json: { title: 'New' } })).status, 200)
    assert.deepEqual(namesOf((await manager.json(`/assets/${id}`)).body), ['Secret launch'])
    const told = await manager.json(`/activities?assetId=${id}`)
    assert.deepInclude(told.body.data[1], { before: { campaigns: [] }, after: { campaigns: ['Secret launch'] } })
    assert.include(await (await manager.fetch(`/metadata-exports?brand=${brandId}&columns=name,campaigns`)).text(), 'Secret launch')
  })

  test('narrow lists, and are counted (S1-36)', async ({ assert }) => {
    const { brandId, manager, ids } = await office('Spring', 'Summer')
    const [a, b, c] = [
      await asset(manager, brandId, ['Spring']),
      await asset(manager, brandId, ['Spring', 'Summer']),
      await asset(manager, brandId),
    ]
    const found = async (query: string) => {
      const { body } = await manager.json<Found>(`/assets?${query}`)
      assert.equal(body.meta.total, body.data.length, query)
      return body.data.map(({ id }) => id)
    }
    assert.deepEqual(await found(`campaign=${ids.Spring}`), [b, a])
    assert.deepEqual(await found(`campaign=${ids.Spring},${ids.Summer}`), [b, a])
    assert.deepEqual(await found(`campaign=${ids.Spring}&withoutCampaigns=${ids.Summer}`), [a])
    assert.deepEqual(await found(`withoutCampaigns=${ids.Spring}`), [c])
    const { body } = await manager.json('/assets/facets?facets=campaign')
    assert.deepEqual(
      body.data[0].values.map(({ label, count }: { label: string; count: number }) => [label, count]),
      [
        ['Spring', 2],
        ['Summer', 1],
      ]
    )
    await manager.json(`/assets/${b}`, { method: 'DELETE' })
    assert.deepEqual(
      (await manager.json<Found>('/campaigns?sort=use')).body.data.map(({ assetCount }) => assetCount),
      [1, 0]
    )
    await manager.json(`/trash/${b}/restorations`, { method: 'POST' })
    for (const { kept, real } of await counts()) assert.equal(kept, real)
  })

  test('that are over stay where they are and are given to no more', async ({ assert }) => {
    const { brandId, manager, ids } = await office('Spring')
    const [kept, fresh] = [await asset(manager, brandId, ['Spring']), await asset(manager, brandId)]
    await manager.json(`/campaigns/${ids.Spring}`, { method: 'PATCH', json: { isArchived: true } })
    assert.equal((await give(manager, fresh, ['Spring'])).body.code, 'campaign_is_over')
    assert.deepEqual((await manager.json(`/assets/${fresh}`)).body.campaigns, [])
    assert.equal((await give(manager, kept, ['Spring'])).status, 200)
    assert.isTrue((await manager.json(`/assets/${kept}`)).body.campaigns[0].isArchived)
    assert.lengthOf((await manager.json<Found>('/campaigns?archived=false')).body.data, 0)
    assert.deepEqual(namesOf((await give(manager, kept, [])).body), [])
  })

  test('are given to many, told per asset, and taken back (S1-85)', async ({ assert }) => {
    const { brandId, manager, as } = await office('Spring', 'Summer')
    const ids = [await asset(manager, brandId, ['Spring']), await asset(manager, brandId)]
    const edit = async (program: Program, changes: object) => {
      const { body } = await program.json('/operations', { method: 'POST', json: { kind: 'edit', ids, changes } })
      await workUntilIdle()
      return (await program.json(`/operations/${body.id}`)).body
    }
    const shown = () => Promise.all(ids.map(async (id) => namesOf((await manager.json(`/assets/${id}`)).body)))
    const refused = await edit(await as('dam-write'), { add: { campaigns: ['Summer'] } })
    assert.deepInclude(refused, { done: 0, refused: 2 })
    const { id, done } = await edit(manager, { add: { campaigns: ['Summer'] }, remove: { campaigns: ['Spring'] } })
    assert.equal(done, 2)
    assert.deepEqual(await shown(), [['Summer'], ['Summer']])
    await manager.json(`/operations/${id}/reversals`, { method: 'POST' })
    await workUntilIdle()
    assert.deepEqual(await shown(), [['Spring'], []])
    for (const { kept, real } of await counts()) assert.equal(kept, real)
  })
})
