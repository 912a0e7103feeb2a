import { setTimeout as sleep } from 'node:timers/promises'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import filesConfig from '#config/files'
import { ClearLeftovers, StorageClaim } from '#files'
import { Jobs } from '#core/jobs/index'
import { PluginHost } from '#plugin_host'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'

/** The same order of events in every run of the same seed. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * sides)
  }
}

test.group('What crosses one another on one asset', (group) => {
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'system-admin' })
  })
  const newAsset = async () => (await program.upload(await picture(), 'crossing.jpg')).body.id as string

  test('of fifty edits of one field from one reading, one gets through and the others are told (T61)', async ({ assert }) => {
    const id = await newAsset()
    const etag = (await program.fetch(`/assets/${id}`)).headers.get('etag')!
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, nth) =>
        program.json(`/assets/${id}`, { method: 'PATCH', json: { title: `Title ${nth}` }, headers: { 'if-match': etag } })
      )
    )
    const won = answers.filter(({ status }) => status === 200)
    assert.lengthOf(won, 1)
    for (const { status } of answers) assert.include([200, 409, 412], status)
    assert.equal((await program.json(`/assets/${id}`)).body.title, won[0]!.body.title)
    assert.equal(await activitiesOf(id, 'asset.updated'), 1)
  })

  test('fifty edits without a condition leave the last of them, and a line in the log for each that changed something (T61)', async ({
    assert,
  }) => {
    const id = await newAsset()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, nth) => program.json(`/assets/${id}`, { method: 'PATCH', json: { title: `Title ${nth}` } }))
    )
    const changed = answers.filter(({ status }) => status === 200)
    for (const { status } of answers) assert.include([200, 409, 503], status)
    assert.equal(await activitiesOf(id, 'asset.updated'), changed.length)
    const { body } = await program.json(`/assets/${id}`)
    assert.include(
      changed.map((answer) => answer.body.title),
      body.title
    )
  })

  test('deleting, restoring, purging, renaming and reading while it is processed, in any order (T62)', async ({ assert }) => {
    const roll = dice(20_251_122)
    const jobs = await app.container.make(Jobs)
    const stop = new AbortController()
    const run = (job: Parameters<typeof jobs.run>[0]) => jobs.run(job, stop.signal)
    const work = jobs.driver.work({ queues: ['default', 'media'], concurrency: 4, signal: stop.signal, run })
    const deeds: ((id: string) => Promise<{ status: number }>)[] = [
      (id) => program.json(`/assets/${id}`, { method: 'DELETE' }),
      (id) => program.json(`/trash/${id}/restorations`, { method: 'POST' }),
      (id) => program.json(`/trash/${id}`, { method: 'DELETE' }),
      (id) => program.json(`/assets/${id}`, { method: 'PATCH', json: { title: `Roll ${roll(1000)}` } }),
      async (id) => {
        const response = await program.fetch(`/assets/${id}/file`)
        await response.arrayBuffer()
        return response
      },
      async (id) => {
        const response = await program.fetch(`/assets/${id}/renditions/image?width=${100 + roll(3)}`)
        await response.arrayBuffer()
        return response
      },
    ]
    const ids = await Promise.all(Array.from({ length: 20 }, newAsset))
    const seen = new Set<number>()
    await Promise.all(
      ids.map(async (id) => {
        for (let nth = 0; nth < 10; nth += 1) {
          await sleep(roll(25))
          const both = await Promise.all([deeds[roll(deeds.length)]!(id), deeds[roll(deeds.length)]!(id)])
          for (const { status } of both) seen.add(status)
        }
      })
    )
    stop.abort()
    await work
    await workUntilIdle()
    assert.isEmpty([...seen].filter((status) => ![200, 201, 204, 404, 409, 422, 503].includes(status)))

    const rows: { id: string; is_trashed: boolean | number; processing_status: string }[] = await db.from('assets').whereIn('id', ids)
    assert.isEmpty(rows.filter((row) => row.processing_status === 'processing' && !row.is_trashed))
    const gone = ids.filter((id) => !rows.some((row) => row.id === id))
    assert.isNotEmpty(gone)
    for (const id of gone) assert.equal((await program.json(`/assets/${id}`)).status, 404)
    for (const table of ['asset_versions', 'search_documents']) {
      assert.isEmpty(await db.from(table).whereIn('asset_id', gone).select('id'), table)
    }
    await countsAreTrue(assert)
  })

  test('what was purged is nowhere: no row, no word, no byte (T63)', async ({ assert }) => {
    const { body } = await program.upload(await picture({ width: 300, height: 200 }), 'forgetmenot-zanzibar.jpg', {
      title: 'Quetzalcoatlus at dawn',
    })
    await workUntilIdle()
    await program.fetch(`/assets/${body.id}/renditions/image?width=123`).then((response) => response.arrayBuffer())
    const kept = await objectsOf(body.sha256)
    assert.isAtLeast(kept.length, 3)
    await program.json(`/assets/${body.id}`, { method: 'DELETE' })
    assert.equal((await program.json(`/trash/${body.id}`, { method: 'DELETE' })).status, 204)
    assert.equal((await program.json('/assets?text=quetzalcoatlus&bucket=all')).body.meta.total, 0)
    // The grace that protects uploads of the same bytes is over.
    await db
      .from('blobs')
      .where('sha256', body.sha256)
      .update({ updated_at: Date.now() - 2 * filesConfig.blobGraceMs })
    await age(kept)
    // Each file of tests begins with an empty database, and all of them with the same storage.
    await (await app.container.make(StorageClaim)).take()
    await new ClearLeftovers().handle({}, { logger } as never)
    assert.isEmpty(await objectsOf(body.sha256))
    for (const table of ['assets', 'asset_versions', 'search_documents']) {
      const column = table === 'assets' ? 'id' : 'asset_id'
      assert.isEmpty(await db.from(table).where(column, body.id), table)
    }
    assert.isEmpty(await db.from('blobs').where('sha256', body.sha256))
  })
})

async function activitiesOf(id: string, action: string): Promise<number> {
  const [row] = await db.from('activities').where({ subject_id: id, action }).count('* as total')
  return Number(row.total)
}

async function countsAreTrue(assert: { equal: (a: unknown, b: unknown, message?: string) => void }) {
  const kept = await db.from('asset_counts').where('is_trashed', false).sum('total as total')
  const counted = await db.from('assets').where('is_trashed', false).count('* as total')
  assert.equal(Number(kept[0].total ?? 0), Number(counted[0].total), 'the kept numbers')
}

async function objectsOf(sha256: string): Promise<string[]> {
  const storage = (await app.container.make(PluginHost)).storage()
  const root = storage.localPath!('blobs').replace(/blobs$/, '')
  const names = (await readdir(root, { recursive: true })).map(String)
  return names.filter((name) => name.includes(sha256)).map((name) => join(root, name))
}

async function age(paths: string[]) {
  const { utimes } = await import('node:fs/promises')
  const then = new Date(Date.now() - 2 * filesConfig.blobGraceMs)
  for (const path of paths) await utimes(path, then, then)
}
