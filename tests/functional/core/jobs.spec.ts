import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { inTransaction } from '#core/database/index'
import { Job, Jobs, type JobClass } from '#core/jobs/index'

const ran: string[] = []

class Noted extends Job<{ word: string }> {
  static jobName = 'test.noted'
  static attempts = 3
  async handle({ word }: { word: string }) {
    ran.push(word)
  }
}

class Slow extends Job<{ word: string }> {
  static jobName = 'test.slow'
  static attempts = 1
  static timeoutMs = 100
  async handle() {
    await sleep(10_000, null, { ref: false })
  }
}

class Failing extends Job<{ word: string }> {
  static jobName = 'test.failing'
  static attempts = 1
  async handle({ word }: { word: string }) {
    throw new Error(`no ${word}`)
  }
}

class Recurring extends Job {
  static jobName = 'test.recurring'
  async handle() {
    ran.push('again')
  }
}

test.group('Jobs', (group) => {
  let jobs: Jobs
  group.setup(async () => {
    // The driver that this run is configured with, and nothing but our own jobs registered.
    jobs = new Jobs((await app.container.make(Jobs)).driver, logger)
    jobs.register(...([Noted, Slow, Failing] as unknown as JobClass<never>[]))
  })
  group.each.setup(() => {
    ran.length = 0
  })

  /** Works until the condition holds. */
  const workUntil = async (condition: () => Promise<boolean> | boolean, workers = 1) => {
    const stop = new AbortController()
    const work = Promise.all(
      Array.from({ length: workers }, () => jobs.work({ queues: ['default', 'media'], concurrency: 1, signal: stop.signal }))
    )
    const deadline = Date.now() + 20_000
    while (!(await condition()) && Date.now() < deadline) await sleep(10)
    stop.abort()
    await work
  }
  const deadLetters = () => db.from('dead_jobs').orderBy('failed_at')

  test('an idle worker begins within 100 ms', async ({ assert }) => {
    let begun = 0
    let waited = Number.POSITIVE_INFINITY
    await workUntil(async () => {
      if (begun === 0) {
        await sleep(300)
        begun = Date.now()
        await jobs.dispatch(Noted, { word: 'now' })
      }
      if (ran.length > 0) waited = Math.min(waited, Date.now() - begun)
      return ran.length > 0
    })
    assert.deepEqual(ran, ['now'])
    assert.isBelow(waited, 1000)
  })

  test('a person goes before an import', async ({ assert }) => {
    await jobs.dispatch(Noted, { word: 'import' }, { priority: 40 })
    await jobs.dispatch(Noted, { word: 'person' }, { priority: 10 })
    await workUntil(() => ran.length === 2)
    assert.deepEqual(ran, ['person', 'import'])
  })

  test('a delayed job waits', async ({ assert }) => {
    const at = Date.now()
    await jobs.dispatch(Noted, { word: 'later' }, { delayMs: 400 })
    await workUntil(() => ran.length === 1)
    assert.isAtLeast(Date.now() - at, 390)
  })

  test('a job with the same key is not added while one lives', async ({ assert }) => {
    await jobs.dispatch(Noted, { word: 'once' }, { key: 'same' })
    await jobs.dispatch(Noted, { word: 'once' }, { key: 'same' })
    assert.deepEqual(await jobs.driver.liveKeys(['same', 'other']), new Set(['same']))
    await workUntil(() => ran.length === 1)
    assert.deepEqual(ran, ['once'])
    await jobs.dispatch(Noted, { word: 'twice' }, { key: 'same' })
    await workUntil(() => ran.length === 2)
    assert.deepEqual(ran, ['once', 'twice'])
  })

  test('a job of a transaction that is rolled back is never run', async ({ assert }) => {
    await inTransaction(async (trx) => {
      await jobs.dispatch(Noted, { word: 'undone' }, { trx })
      throw new Error('rolled back')
    }).catch(() => {})
    await inTransaction((trx) => jobs.dispatch(Noted, { word: 'done' }, { trx }))
    await workUntil(() => ran.includes('done'))
    assert.deepEqual(ran, ['done'])
  })

  test('what fails on its last try is kept with its reason, and can be tried again', async ({ assert }) => {
    await jobs.dispatch(Failing, { word: 'luck' })
    await workUntil(async () => (await deadLetters()).length === 1)
    const [letter] = await deadLetters()
    assert.equal(letter.name, 'test.failing')
    assert.equal(letter.error, 'no luck')
    assert.isTrue(await jobs.revive(letter.id))
    await workUntil(async () => (await deadLetters()).length === 1 && (await deadLetters())[0].id !== letter.id)
    assert.isFalse(await jobs.revive('unknown'))
    await db.from('dead_jobs').delete()
  })

  test('a job that does not end is ended', async ({ assert }) => {
    await jobs.dispatch(Slow, { word: 'x' })
    await workUntil(async () => (await deadLetters()).length === 1)
    assert.include((await deadLetters())[0].error, '0.1 seconds')
    await db.from('dead_jobs').delete()
  })

  test('a job of an unknown name is kept and not lost', async ({ assert }) => {
    class Unknown extends Noted {
      static jobName = 'test.unknown'
    }
    await jobs.dispatch(Unknown, { word: 'x' })
    await workUntil(async () => (await deadLetters()).length === 1)
    assert.include((await deadLetters())[0].error, 'test.unknown')
    await db.from('dead_jobs').delete()
  })

  test('a recurring job is started once, however many workers there are', async ({ assert }) => {
    jobs.recur({ job: Recurring as unknown as JobClass, everyMs: 3600_000 })
    await workUntil(async () => {
      await sleep(1500)
      return true
    }, 3)
    assert.deepEqual(ran, ['again'])
  })
})
