import { appendFile, mkdir, open, readFile, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import logger from '@adonisjs/core/services/logger'
import { newId } from '#core/database/index'
import { ClearLeftovers, TakeUpUnsettled, type StorageReport } from '#files'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'
import { ace, aceJson } from './command_line.ts'

const OBJECTS = join(env.dataDir, 'objects')
const DAY_MS = 24 * 3600_000

const check = (...flags: string[]) => aceJson<StorageReport>(['storage:check', ...flags])
const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false
  )

async function flipOneBit(path: string) {
  const file = await open(path, 'r+')
  const { size } = await file.stat()
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, Math.floor(size / 2))
  byte[0] ^= 1
  await file.write(byte, 0, 1, Math.floor(size / 2))
  await file.close()
}

/** An object as an upload leaves it that ended before its row was written. */
async function orphan(ageMs: number) {
  const content = await picture()
  const sha256 = createHash('sha256').update(content).digest('hex')
  const path = join(OBJECTS, 'blobs', sha256.slice(0, 2), sha256)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  const at = new Date(Date.now() - ageMs)
  await utimes(path, at, at)
  return path
}

test.group('Check of the storage', (group) => {
  const count = 20
  let paths: string[]

  group.setup(async () => {
    await rm(OBJECTS, { recursive: true, force: true })
    const program = await Program.of({ role: 'system-admin' })
    for (let made = 0; made < count; made += 1) await program.upload(await picture(), `${made}.jpg`)
    await workUntilIdle()
    const rows = await db.from('blobs').orderBy('id').select('storage_key')
    paths = rows.map((row) => join(OBJECTS, row.storage_key))
  })

  test('an empty storage is said loudly, and nothing is forgotten or deleted because of it', async ({ assert }) => {
    await rename(OBJECTS, `${OBJECTS}-elsewhere`)
    try {
      const renditions = Number((await db.from('renditions').count('* as total').first())?.total)
      const { code, report } = await check('--repair', '--delete-orphans')
      assert.equal(code, 1)
      assert.containSubset(report, { looksEmpty: true, blobs: count, checked: count, renditionsDropped: 0, orphansDeleted: 0 })
      assert.equal(report.totals.missing, count)
      assert.equal(Number((await db.from('renditions').count('* as total').first())?.total), renditions)
      assert.include((await ace(['storage:check'])).stdout, 'THE STORAGE LOOKS EMPTY')
    } finally {
      await rm(OBJECTS, { recursive: true, force: true })
      await rename(`${OBJECTS}-elsewhere`, OBJECTS)
    }
  })

  test('finds nothing wrong where nothing is, and has looked at every row', async ({ assert }) => {
    const { code, report } = await check()
    assert.equal(code, 0)
    assert.containSubset(report, { blobs: count, checked: count, missing: [], altered: [], orphaned: [], renditionsMissing: 0 })
    assert.equal(report.renditions, Number((await db.from('renditions').count('* as total').first())?.total))
    assert.equal(report.bytesRead, Number((await db.from('blobs').sum('size as total').first())?.total))
  })

  test('finds every fault that was put in, and no other', async ({ assert }) => {
    const [flipped, longer, gone] = [paths.slice(0, 4), paths.slice(4, 7), paths.slice(7, 10)]
    for (const path of flipped) await flipOneBit(path)
    for (const path of longer) await appendFile(path, 'x')
    for (const path of gone) await rename(path, `${path}.away`)
    const keys = (list: string[]) => list.map((path) => path.slice(OBJECTS.length + 1))
    try {
      const { code, report } = await check()
      assert.equal(code, 1)
      assert.deepEqual(report.totals, { missing: 3, altered: 7, orphaned: 0 })
      assert.sameMembers(
        report.missing.map(({ key }) => key),
        keys(gone)
      )
      assert.sameMembers(
        report.altered.filter(({ reason }) => reason === 'content').map(({ key }) => key),
        keys(flipped)
      )
      assert.sameMembers(
        report.altered.filter(({ reason }) => reason === 'size').map(({ key }) => key),
        keys(longer)
      )
      const fast = await check('--fast')
      assert.equal(fast.code, 1)
      assert.deepEqual(fast.report.totals, { missing: 3, altered: 3, orphaned: 0 })
      assert.equal(fast.report.bytesRead, 0)
      assert.include((await ace(['storage:check'])).stdout, `${count} of ${count} blobs checked: 3 missing, 7 altered.`)
    } finally {
      for (const path of gone) await rename(`${path}.away`, path)
      for (const path of flipped) await flipOneBit(path)
      for (const path of longer) await truncate(path, (await stat(path)).size - 1)
    }
  })

  test('an orphan is named and kept; told to delete, it deletes only what is old', async ({ assert }) => {
    const [old, young] = [await orphan(2 * DAY_MS), await orphan(DAY_MS / 2)]
    const looked = await check('--fast')
    assert.equal(looked.code, 0)
    assert.deepEqual(
      looked.report.orphaned.map(({ key }) => join(OBJECTS, key)),
      [old]
    )
    assert.isTrue(await exists(old))
    const { report } = await check('--fast', '--delete-orphans')
    assert.equal(report.orphansDeleted, 1)
    assert.deepEqual([await exists(old), await exists(young)], [false, true])
    for (const path of paths) assert.isTrue(await exists(path))
  })

  test('a storage that another database has claimed is not cleared, until it is taken over (R17)', async ({ assert }) => {
    const old = await orphan(2 * DAY_MS)
    const mark = join(OBJECTS, 'installation')
    const ours = await readFile(mark, 'utf8')
    await writeFile(mark, '00000000-0000-7000-8000-000000000000')
    const { code, report } = await check('--fast', '--delete-orphans')
    assert.equal(code, 1)
    assert.containSubset(report, { isOurs: false, orphansDeleted: 0 })
    assert.include(report.keptBecause, 'mark')
    const blob = await db.from('blobs').orderBy('id').first()
    const unused = { ...blob, id: newId(), sha256: 'f'.repeat(64), updated_at: 1 }
    await db.table('blobs').insert(unused)
    await new ClearLeftovers().handle({}, { logger } as never)
    assert.isNotNull(await db.from('blobs').where('id', unused.id).first())
    await db.from('blobs').where('id', unused.id).delete()

    const taken = await check('--fast', '--claim', '--delete-orphans')
    assert.containSubset(taken.report, { isOurs: true, orphansDeleted: 1 })
    assert.equal(await readFile(mark, 'utf8'), ours)
    assert.isFalse(await exists(old))
  })

  test('no orphan is deleted while a blob is missing', async ({ assert }) => {
    const old = await orphan(2 * DAY_MS)
    await rename(paths[0], `${paths[0]}.away`)
    const { code, report } = await check('--fast', '--delete-orphans')
    await rename(`${paths[0]}.away`, paths[0])
    assert.equal(code, 1)
    assert.equal(report.orphansDeleted, 0)
    assert.include(report.keptBecause, 'missing')
    assert.isTrue(await exists(old))
    await rm(old)
  })

  test('a missing rendition is no damage; forgotten, it is made again', async ({ assert }) => {
    const row = await db.from('renditions').where('recipe', 'thumb').first()
    const path = join(OBJECTS, row.storage_key)
    await rm(path)
    const looked = await check('--fast')
    assert.equal(looked.code, 0)
    assert.containSubset(looked.report, { renditionsMissing: 1, renditionsDropped: 0 })
    const repaired = await check('--fast', '--repair')
    assert.equal(repaired.report.renditionsDropped, 1)
    assert.isNull(await db.from('renditions').where('id', row.id).first())

    await db
      .from('blobs')
      .where('id', row.blob_id)
      .update({ updated_at: Date.now() - 60_000 })
    await new TakeUpUnsettled().handle()
    await workUntilIdle()
    assert.isTrue(await exists(path))
    assert.equal((await check('--fast')).report.renditionsMissing, 0)
  })
})
