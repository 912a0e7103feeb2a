import { test } from '@japa/runner'
import { newId } from '#core/database/index'
import { Program } from '#tests/support/api'

test.group('The log by the API (S0-23)', () => {
  test('refuses a moment that is none', async ({ assert }) => {
    const program = await Program.of({ role: 'system-admin' })
    const { status, body } = await program.json('/activities?from=yesterday')
    assert.equal(status, 422)
    assert.equal(body.errors[0].field, 'from')
  })

  test('is narrowed by who, what, on what and when', async ({ assert }) => {
    const [program, other] = [await Program.of({ role: 'system-admin' }), await Program.of({ role: 'system-admin' })]
    const before = new Date(Date.now() - 60_000).toISOString()
    const after = new Date(Date.now() + 60_000).toISOString()
    const made = (await program.json('/tags', { method: 'POST', json: { name: `Log ${newId()}` } })).body
    await other.json('/tags', { method: 'POST', json: { name: `Log ${newId()}` } })
    const found = async (query: string) => {
      const { body } = await program.json(`/activities?${query}`)
      return body.data.map((one: { subjectId: string }) => one.subjectId)
    }
    const mine = `actorId=${program.user.id}&subjectType=tag&brandId=${made.brandId}`
    assert.deepEqual(await found(mine), [made.id])
    assert.deepEqual(await found(`${mine}&from=${before}&before=${after}`), [made.id])
    assert.deepEqual(await found(`${mine}&from=${after}`), [])
    assert.deepEqual(await found(`${mine}&before=${before}`), [])
    assert.deepEqual(await found(`subjectId=${made.id}&action=tag.created`), [made.id])
    assert.deepEqual(await found(`subjectId=${made.id}&action=tag.deleted`), [])
  })
})
