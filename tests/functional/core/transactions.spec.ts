import db from '@adonisjs/lucid/services/db'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import type { HttpContext } from '@adonisjs/core/http'
import { inRepeatableTransaction, inTransaction, isSqlite, newId, type Transaction } from '#core/database/index'
import { toProblem } from '#core/http/exception_handler'
import { Program } from '#tests/support/api'
import { makeUser } from '#tests/support/identity'

const rename = (trx: Transaction, id: string, name: string) => trx.from('users').where('id', id).update({ name })

/** Two who change the same two rows in opposite order, each in the middle before the other goes on. */
async function collide(run: typeof inTransaction) {
  const [a, b] = await Promise.all([makeUser(), makeUser()])
  const tries = { first: 0, second: 0 }
  const arrived = [0, 0].map(() => Promise.withResolvers<void>())
  const change = (who: keyof typeof tries, own: string, others: string, nth: number) =>
    run(async (trx) => {
      tries[who] += 1
      await rename(trx, own, who)
      arrived[nth]!.resolve()
      await arrived[1 - nth]!.promise
      await rename(trx, others, who)
      return who
    })
  const outcomes = await Promise.allSettled([change('first', a.id, b.id, 0), change('second', b.id, a.id, 1)])
  const names: { name: string }[] = await db.from('users').whereIn('id', [a.id, b.id]).select('name')
  return { outcomes, tries, names: names.map(({ name }) => name) }
}

test.group('Transactions that stand in each other’s way', (group) => {
  group.tap((one) => one.skip(isSqlite(), 'on SQLite one waits for the other'))

  test('one of two is undone as a whole, and asked to try again', async ({ assert }) => {
    const { outcomes, names } = await collide(inTransaction)
    const lost = outcomes.filter((one) => one.status === 'rejected')
    assert.lengthOf(lost, 1)
    assert.equal(new Set(names).size, 1)
    const problem = toProblem(lost[0]!.reason, {} as HttpContext)
    assert.equal(problem.status, 503)
    assert.equal(problem.code, 'busy')
    assert.isAbove(Number(problem.headers['Retry-After']), 0)
  })

  test('what may be repeated is repeated, and both get through', async ({ assert }) => {
    const { outcomes, tries, names } = await collide(inRepeatableTransaction)
    assert.deepEqual(
      outcomes.map((one) => one.status),
      ['fulfilled', 'fulfilled']
    )
    assert.equal(tries.first + tries.second, 3)
    assert.equal(new Set(names).size, 1)
  })

  test('what cannot succeed is not repeated', async ({ assert }) => {
    let tries = 0
    const work = inRepeatableTransaction(async () => {
      tries += 1
      throw new Error('no')
    })
    await assert.rejects(() => work, 'no')
    assert.equal(tries, 1)
  })

  test('a request that loses is carried out all the same', async ({ assert }) => {
    const admin = await Program.of({ role: 'system-admin' })
    const [person, ...others] = await Promise.all(Array.from({ length: 40 }, () => makeUser()))
    let answer: Promise<{ status: number }> | undefined
    await inTransaction(async (trx) => {
      // Of two, InnoDB undoes the one that has changed less.
      for (const { id } of others) await rename(trx, id, 'Weight')
      await rename(trx, person!.id, 'Before')
      answer = admin.json(`/users/${person!.id}`, { method: 'PATCH', json: { name: 'After' } })
      await sleep(500)
      await trx.from('roles').where('slug', 'system-admin').update({ updated_at: Date.now() })
    })
    assert.equal((await answer!).status, 200)
    assert.equal((await db.from('users').where('id', person!.id).first()).name, 'After')
  }).timeout(20_000)
})

test.group('A commit that fails', (group) => {
  group.tap((one) => one.skip(isSqlite(), 'tested on SQLite by a full disk'))

  test('is never taken for one that succeeded (R15)', async ({ assert }) => {
    const id = newId()
    const work = inTransaction(async (trx) => {
      await trx.table('recurring_jobs').insert({ name: id, next_run_at: 0 })
      const [[{ own }]] = await trx.rawQuery('SELECT CONNECTION_ID() AS own')
      await db.rawQuery(`KILL ${own}`)
    })
    await assert.rejects(() => work)
    assert.isNull(await db.from('recurring_jobs').where('name', id).first())
  })
})

test.group('A commit that is refused', (group) => {
  group.tap((one) => one.skip(!isSqlite(), 'MySQL refuses the statement, not the commit'))

  test('fails for who asked, and leaves the next one to write', async ({ assert }) => {
    const [before, after] = await Promise.all([makeUser(), makeUser()])
    await assert.rejects(() =>
      inTransaction(async (trx) => {
        await trx.rawQuery('PRAGMA defer_foreign_keys = ON')
        await rename(trx, before.id, 'never')
        await trx.table('sign_ins').insert({
          id: newId(),
          user_id: 'nobody',
          token_hash: 'x'.repeat(64),
          ip: '127.0.0.1',
          user_agent: 'none',
          created_at: 1,
          last_seen_at: 1,
          expires_at: 1,
        })
      })
    )
    await inTransaction((trx) => rename(trx, after.id, 'kept'))
    const named = async (id: string) => (await db.from('users').where('id', id).firstOrFail()).name
    assert.notEqual(await named(before.id), 'never')
    assert.equal(await named(after.id), 'kept')
  })
})
