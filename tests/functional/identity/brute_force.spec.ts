import { readFile } from 'node:fs/promises'
import db from '@adonisjs/lucid/services/db'
import hash from '@adonisjs/core/services/hash'
import { test } from '@japa/runner'
import { concurrently } from '#core/support/concurrently'
import { ForgetExpiredSignIns, LOGIN_COOKIE } from '#identity'
import { SignInWithPassword } from '../../../app/identity/actions/sign_in_with_password.ts'
import { isPasswordOf } from '../../../app/identity/passwords/hashing.ts'
import { bindingsDuring } from '#tests/support/database'
import { makeToken, makeUser, PASSWORD } from '#tests/support/identity'

type Try = { email: string; ip: string; password?: string }

const outcomeOf = ({ email, ip, password = 'not the password' }: Try) =>
  new SignInWithPassword().handle({ email, password }, { ip, userAgent: '' }).then(
    () => 'in',
    (error: { code: string }) => error.code
  )

async function count(tries: Try[]): Promise<Record<string, number>> {
  const counted: Record<string, number> = {}
  await concurrently(20, tries, async (one) => {
    const outcome = await outcomeOf(one)
    counted[outcome] = (counted[outcome] ?? 0) + 1
  })
  return counted
}

const rows = async (table: string) => Number((await db.from(table).count('* as total').first()).total)

test.group('Very many tries to sign in (T44)', (group) => {
  group.each.setup(async () => void (await db.from('rate_limits').delete()))

  test('from one address over very many accounts: a hundred are looked at, the others cost next to nothing', async ({ assert }) => {
    const tries = Array.from({ length: 2000 }, (_, nth) => ({ email: `somebody-${nth}@example.com`, ip: '203.0.113.5' }))
    assert.deepEqual(await count(tries), { wrong_credentials: 100, too_many_tries: 1900 })
    assert.isAtMost(await rows('rate_limits'), 101)
    assert.equal(await rows('sign_ins'), 0)
  }).timeout(60_000)

  test('from many addresses at one account: ten each, and its owner gets in from elsewhere', async ({ assert }) => {
    const { email } = await makeUser()
    const tries = Array.from({ length: 200 }, (_, nth) => ({ email, ip: `203.0.113.${nth % 8}` }))
    assert.deepEqual(await count(tries), { wrong_credentials: 80, too_many_tries: 120 })
    assert.equal(await rows('rate_limits'), 16)
    assert.equal(await outcomeOf({ email, ip: '203.0.113.1', password: PASSWORD }), 'too_many_tries')
    assert.equal(await outcomeOf({ email, ip: '198.51.100.7', password: PASSWORD }), 'in')
  }).timeout(60_000)

  test('from every address of one network: they count as one', async ({ assert }) => {
    const tries = Array.from({ length: 30 }, (_, nth) => ({ email: 'a@example.com', ip: `2001:db8:1:2::${nth.toString(16)}` }))
    assert.deepEqual(await count(tries), { wrong_credentials: 10, too_many_tries: 20 })
  })

  test('leave no rows when their time is over', async ({ assert }) => {
    await count(Array.from({ length: 20 }, (_, nth) => ({ email: `b-${nth}@example.com`, ip: '203.0.113.6' })))
    await db.from('rate_limits').update({ expire: Date.now() - 1 })
    await new ForgetExpiredSignIns().handle()
    assert.equal(await rows('rate_limits'), 0)
  })

  test('wait in a line of bounded length, and files are read beside it', async ({ assert }) => {
    let answered = 0
    let refused = 0
    let longest = 0
    const hashing = Promise.all(
      Array.from({ length: 300 }, () =>
        isPasswordOf(null, 'not the password').then(
          () => (answered += 1),
          (error: { code: string; status: number }) => {
            assert.deepEqual([error.status, error.code], [503, 'busy'])
            refused += 1
          }
        )
      )
    )
    for (let nth = 0; nth < 20; nth += 1) {
      const started = Date.now()
      await readFile(import.meta.filename)
      longest = Math.max(longest, Date.now() - started)
    }
    await hashing
    assert.isAbove(refused, 0)
    assert.isAtLeast(answered, 100)
    assert.isBelow(longest, 1000)
    assert.isFalse(await isPasswordOf(null, 'not the password'))
  }).timeout(60_000)
})

test.group('What the clock tells (T45)', () => {
  /** The hashes that passwords are compared with meanwhile. */
  async function comparedWith(work: () => Promise<unknown>): Promise<string[]> {
    const verify = hash.verify
    const seen: string[] = []
    hash.verify = (hashed, plain) => {
      seen.push(hashed)
      return verify.call(hash, hashed, plain)
    }
    await work().finally(() => (hash.verify = verify))
    return seen
  }

  test('a password is hashed once, and at the same cost, whoever it is said to belong to', async ({ assert }) => {
    const users = [await makeUser(), await makeUser({ status: 'disabled' }), await makeUser({ status: 'invited' }), null]
    const costs = new Set<string>()
    for (const user of users) {
      const seen = await comparedWith(() => outcomeOf({ email: user?.email ?? 'nobody@example.com', ip: '203.0.113.77' }))
      assert.lengthOf(seen, 1)
      costs.add(seen[0]!.split('$').slice(0, 3).join('$'))
    }
    assert.equal(costs.size, 1)
  })

  test('a token and a cookie are looked for by their digest alone: nothing is compared letter by letter', async ({ assert, client }) => {
    const secret = await makeToken(await makeUser())
    const given = [secret, `${secret.slice(0, -1)}_`, 'dam_']
    const bindings = await bindingsDuring(async () => {
      for (const one of given) await client.get('/api/v1/me').header('authorization', `Bearer ${one}`)
      for (const one of given) await client.get('/api/v1/me').header('cookie', `${LOGIN_COOKIE}=${one}`)
    })
    assert.isAtLeast(bindings.filter((one) => /^[0-9a-f]{64}$/.test(String(one))).length, 6)
    assert.isEmpty(bindings.filter((one) => String(one).includes('dam_')))
  })
})
