import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { makeUser } from '#tests/support/identity'
import { picture } from '#tests/support/pictures'
import { ace, aceJson, withFolder } from './command_line.ts'

const assets = async () => Number((await db.from('assets').count('* as total').first())?.total)

test.group('Import of a folder', (group) => {
  group.setup(async () => {
    await makeUser({ role: 'system-admin', email: 'first@example.com' })
    await makeUser({ role: 'dam-read', email: 'reader@example.com' })
  })

  test('is refused where there is no such folder', async ({ assert }) => {
    const { code, stderr } = await ace(['assets:import', '/nowhere/at/all'])
    assert.equal(code, 1)
    assert.include(stderr, 'There is no folder "/nowhere/at/all"')
  })

  test('is refused for the data of Damson itself, and for what contains it', async ({ assert }) => {
    await mkdir(join(env.dataDir, 'objects'), { recursive: true })
    for (const folder of [join(env.dataDir, 'objects'), dirname(env.dataDir)]) {
      const { code, stderr } = await ace(['assets:import', folder])
      assert.equal(code, 1)
      assert.include(stderr, 'one within the other')
    }
  })

  test('is refused for a stranger, for a reader, and into a brand that does not exist', async ({ assert }) => {
    await withFolder(async (folder) => {
      const refusals = {
        '--user=nobody@example.com': 'There is nobody',
        '--user=reader@example.com': 'may not upload',
        '--brand=unknown': 'There is no brand "unknown". There are: default',
        '--duplicates=maybe': 'keep or refuse',
      }
      for (const [flag, words] of Object.entries(refusals)) {
        const { code, stderr } = await ace(['assets:import', folder, flag])
        assert.equal(code, 1)
        assert.include(stderr, words)
      }
    })
    assert.equal(await assets(), 0)
  })

  test('takes every file of all folders, and neither links nor hidden files; again, it finds all there already', async ({ assert }) => {
    await withFolder(async (folder) => {
      const outside = `${folder}-outside.jpg`
      await mkdir(join(folder, 'deep/er'), { recursive: true })
      await mkdir(join(folder, '.hidden'), { recursive: true })
      const one = await picture()
      await writeFile(join(folder, 'one.jpg'), one)
      await writeFile(join(folder, 'deep/same.jpg'), one)
      await writeFile(join(folder, 'deep/er/two.jpg'), await picture())
      await writeFile(join(folder, '.hidden/three.jpg'), await picture())
      await writeFile(join(folder, '.four.jpg'), await picture())
      await writeFile(outside, await picture())
      await symlink(outside, join(folder, 'link.jpg'))
      await symlink('/', join(folder, 'everything'))

      const first = await aceJson(['assets:import', folder])
      assert.deepEqual(first.report, { total: 3, created: 2, duplicates: 1, refused: [], leftOut: [], stoppedBecause: null })
      assert.equal(first.code, 0)
      assert.equal(await assets(), 2)

      const again = await aceJson(['assets:import', folder])
      assert.containSubset(again.report, { total: 3, created: 0, duplicates: 3 })
      assert.equal(await assets(), 2)

      const kept = await aceJson(['assets:import', folder, '--duplicates=keep'])
      assert.containSubset(kept.report, { total: 3, created: 3, duplicates: 0 })
      assert.equal(await assets(), 5)
    })
  })

  test('says of each refused file why, and takes the rest', async ({ assert }) => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'empty.jpg'), '')
      await writeFile(join(folder, 'liar.jpg'), '<html><script>1</script></html>')
      await writeFile(join(folder, 'good.jpg'), await picture())
      const { code, report } = await aceJson(['assets:import', folder])
      assert.equal(code, 1)
      assert.containSubset(report, { total: 3, created: 1, duplicates: 0 })
      assert.sameMembers(
        report.refused.map((one: { path: string; code: string }) => `${one.path} ${one.code}`),
        ['empty.jpg file_empty', 'liar.jpg type_mismatch']
      )
      const { stdout } = await ace(['assets:import', folder])
      assert.include(stdout, '3 files: 0 created, 1 there already, 2 refused.')
    })
  })

  test('is written down as done by the first admin at the command line', async ({ assert }) => {
    const admin = await db.from('users').where('email', 'first@example.com').first()
    const rows = await db.from('activities').where('action', 'asset.created').select('actor_id', 'via')
    assert.isNotEmpty(rows)
    for (const row of rows) assert.deepEqual({ ...row }, { actor_id: admin.id, via: 'cli' })
  })
})
