import { test } from '@japa/runner'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'

const INJECTIONS = [
  `' OR '1'='1`,
  `'; DROP TABLE assets; --`,
  `" OR ""="`,
  `') UNION SELECT password_hash FROM users --`,
  `1; SELECT SLEEP(5) --`,
  `' AND (SELECT 1 FROM (SELECT SLEEP(5)) x) --`,
  `%' ESCAPE '!' --`,
  `name:x OR rowid MATCH y`,
  `"unbalanced`,
  `NEAR(a b, 10000000)`,
  `{name title}: x`,
  `*`,
  `^-+~<>()"@`,
  `\u0000\u0001`,
]

test.group('Queries that mean no good', (group) => {
  let program: Program
  group.setup(async () => {
    program = await Program.of({ role: 'system-admin' })
    for (const name of ['quiet-meadow.jpg', 'loud-harbour.jpg']) await program.upload(await picture(), name)
    await workUntilIdle()
  })

  for (const text of INJECTIONS) {
    test(`are words to search for and nothing else: ${JSON.stringify(text)} (T28)`, async ({ assert }) => {
      const started = performance.now()
      const found = await program.json(`/assets?text=${encodeURIComponent(text)}`)
      assert.include([200, 422], found.status)
      if (found.status === 200) assert.isAtMost(found.body.meta.total, 2)
      assert.notMatch(JSON.stringify(found.body), /sqlite|syntax|mysql|fts5|near "/i)
      // A sleep that were carried out would take five seconds.
      assert.isBelow(performance.now() - started, 4000)
      assert.equal((await program.json('/assets')).body.meta.total, 2)
    })
  }

  for (const field of ['type', 'processingStatus', 'bucket', 'sort', 'createdAfter', 'limit', 'cursor']) {
    test(`are refused where a value is one of a few: ${field} (T28)`, async ({ assert }) => {
      const { status, body } = await program.json(`/assets?${field}=${encodeURIComponent(`x' OR 1=1 --`)}`)
      assert.equal(status, 422)
      assert.notMatch(JSON.stringify(body), /sqlite|syntax|mysql/i)
    })
  }

  test('are answered at once however long they are (T29)', async ({ assert }) => {
    const absurd = {
      'a hundred kilobytes of one word': 'x'.repeat(100_000),
      'ten thousand words': 'plum '.repeat(10_000),
      'as many stars': '* '.repeat(3000),
      'as many quotes': '"'.repeat(3000),
      'the longest that is taken': 'meadow '.repeat(142),
    }
    for (const [what, text] of Object.entries(absurd)) {
      const started = performance.now()
      const response = await program.fetch(`/assets?text=${encodeURIComponent(text)}`)
      await response.arrayBuffer()
      assert.include([200, 414, 422, 431], response.status, what)
      assert.isBelow(performance.now() - started, 4000, what)
    }
  })

  test('name a hundred thousand ids at most ten thousand at a time (T29)', async ({ assert }) => {
    const ids = Array.from({ length: 100_000 }, (_, nth) => `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`)
    const { status } = await program.json('/operations', { method: 'POST', json: { kind: 'trash', ids } })
    assert.include([413, 422], status)
  })
})
