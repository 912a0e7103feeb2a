import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { Jobs } from '#core/jobs/index'
import { Program } from '#tests/support/api'
import { makeUser, signIn } from '#tests/support/identity'

async function deadLetter(name = 'files.clear_leftovers', error = 'The disk said no.') {
  const id = newId()
  const row = { id, name, queue: 'default', payload: '{"blobId":"b"}', unique_key: null, attempts: 3, error, failed_at: Date.now() }
  await db.table('dead_jobs').insert(row)
  return id
}

async function waiting() {
  const depths = await (await app.container.make(Jobs)).driver.depth()
  return depths.reduce((sum, one) => sum + one.waiting, 0)
}

const activityOf = (id: string) => db.from('activities').where('subject_id', id).select('action', 'actor_id', 'via')

test.group('Dead letters over REST', (group) => {
  let admin: Program
  group.setup(async () => {
    admin = await Program.of({ role: 'system-admin' })
  })

  test('nobody sees them without signing in', async ({ client }) => {
    ;(await client.get('/api/v1/dead-letters')).assertStatus(401)
  })

  test('{$self} sees, revives and removes none')
    .with(['pim-admin', 'dam-write', 'dam-read'] as const)
    .run(async ({ assert }, role) => {
      const id = await deadLetter()
      const before = await waiting()
      const program = await Program.of({ role })
      assert.equal((await program.json('/dead-letters')).status, 403)
      assert.equal((await program.json(`/dead-letters/${id}/revivals`, { method: 'POST' })).status, 403)
      assert.equal((await program.json(`/dead-letters/${id}`, { method: 'DELETE' })).status, 403)
      assert.isNotNull(await db.from('dead_jobs').where('id', id).first())
      assert.equal(await waiting(), before)
    })

  test('a token without the scope sees none', async ({ assert }) => {
    const program = await Program.of({ role: 'system-admin' }, ['assets.view'])
    assert.equal((await program.json('/dead-letters')).status, 403)
  })

  test('one that does not exist can be neither revived nor removed', async ({ assert }) => {
    assert.equal((await admin.json(`/dead-letters/${newId()}/revivals`, { method: 'POST' })).status, 404)
    assert.equal((await admin.json(`/dead-letters/${newId()}`, { method: 'DELETE' })).status, 404)
  })

  test('an admin reads what failed and why, newest first, a page at a time', async ({ assert }) => {
    const older = await deadLetter()
    const newer = await deadLetter('files.digest_blob', 'The picture said no.')
    const first = await admin.json('/dead-letters?limit=1')
    assert.containSubset(first.body.data[0], {
      id: newer,
      name: 'files.digest_blob',
      queue: 'default',
      payload: { blobId: 'b' },
      attempts: 3,
      error: 'The picture said no.',
    })
    assert.isFalse(Number.isNaN(Date.parse(first.body.data[0].failedAt)))
    const second = await admin.json(`/dead-letters?limit=1&cursor=${first.body.meta.next}`)
    assert.equal(second.body.data[0].id, older)
  })

  test('revived, it waits for a worker again, and the log says who did it', async ({ assert }) => {
    const id = await deadLetter()
    const before = await waiting()
    assert.equal((await admin.json(`/dead-letters/${id}/revivals`, { method: 'POST' })).status, 204)
    assert.equal(await waiting(), before + 1)
    assert.isNull(await db.from('dead_jobs').where('id', id).first())
    assert.deepEqual(
      (await activityOf(id)).map(({ ...row }) => row),
      [{ action: 'deadLetter.revived', actor_id: admin.user.id, via: 'api' }]
    )
    assert.equal((await admin.json(`/dead-letters/${id}/revivals`, { method: 'POST' })).status, 404)
    assert.equal(await waiting(), before + 1)
  })

  test('removed, it is gone, and the log keeps what it was', async ({ assert }) => {
    const id = await deadLetter()
    const before = await waiting()
    assert.equal((await admin.json(`/dead-letters/${id}`, { method: 'DELETE' })).status, 204)
    assert.isNull(await db.from('dead_jobs').where('id', id).first())
    assert.equal(await waiting(), before)
    assert.equal((await activityOf(id))[0].action, 'deadLetter.removed')
  })
})

test.group('The page of jobs', () => {
  test('is closed to those who may not manage jobs', async ({ client, assert }) => {
    const browser = await signIn(client, await makeUser({ role: 'dam-write' }))
    ;(await browser.get('/admin/jobs')).assertStatus(403)
    assert.notInclude((await browser.get('/account')).text(), '/admin/jobs')
  })

  test('shows queues and dead letters, and an error only as text', async ({ client, assert }) => {
    await deadLetter('files.digest_blob', '<script>alert(1)</script>')
    const browser = await signIn(client, await makeUser({ role: 'system-admin' }))
    const page = await browser.get('/admin/jobs')
    page.assertStatus(200)
    assert.include(page.text(), 'Media')
    assert.include(page.text(), 'Look at a new file and make its thumbnail')
    assert.include(page.text(), '&lt;script&gt;alert(1)')
    assert.notInclude(page.text(), '<script>alert(1)')
  })

  test('retries and removes without script', async ({ client, assert }) => {
    const browser = await signIn(client, await makeUser({ role: 'system-admin' }))
    const [revived, removed] = [await deadLetter(), await deadLetter()]
    const answer = await browser.post(`/admin/jobs/dead-letters/${revived}/revive`)
    answer.assertStatus(302)
    assert.equal(answer.header('location'), '/admin/jobs')
    ;(await browser.post(`/admin/jobs/dead-letters/${removed}/remove`)).assertStatus(302)
    assert.isEmpty(await db.from('dead_jobs').whereIn('id', [revived, removed]))
  })
})
