import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { migrateDown, migrateUp } from '#core/database/index'

const ours = async () => (await db.connection().getAllTables()).filter((name) => !/^(adonis_|sqlite_)/.test(name))

test.group('Migrations', () => {
  test('go up, down to nothing, and up again', async ({ assert }) => {
    const before = await ours()
    assert.isAbove(before.length, 10)
    await migrateDown()
    assert.deepEqual(await ours(), [])
    await migrateUp()
    assert.sameMembers(await ours(), before)
  }).tags(['@migrations'])
})
