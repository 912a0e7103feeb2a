import { createHash } from 'node:crypto'
import { copyFile, mkdir, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { Program } from '#tests/support/api'
import { workUntilIdle } from '#tests/support/jobs'
import { picture } from '#tests/support/pictures'
import { forge, withRows } from './archives.ts'
import { ace, aceJson, withFolder } from './command_line.ts'
import { OtherInstallation } from './other_installation.ts'

const OBJECTS = join(env.dataDir, 'objects')
const hashOf = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile())

async function library(program: Program, count: number) {
  for (let made = 0; made < count; made += 1) {
    await program.upload(await picture(), `Grüße ${made} 🌸.jpg`, { title: `Blossom ${made}`, keywords: 'spring, orchard' })
  }
  await workUntilIdle()
}

/** Restores into a new installation, lets `look` see it, and takes it away. */
async function restored(file: string, look: (there: OtherInstallation) => Promise<void>, connection = env.db.connection) {
  const there = await OtherInstallation.make(connection)
  try {
    const { code, stderr } = await ace(['restore', file], there.env)
    if (code !== 0) throw new Error(`restore failed: ${stderr}`)
    await look(there)
  } finally {
    await there.remove()
  }
}

async function refusedInto(there: OtherInstallation, file: string) {
  const { code, stderr } = await ace(['restore', file], there.env)
  return { code, stderr, objects: (await filesBelow(there.objects)).length }
}

test.group('Backup and restore', (group) => {
  let program: Program
  let folder: string
  let archive: string

  group.setup(async () => {
    await rm(OBJECTS, { recursive: true, force: true })
    program = await Program.of({ role: 'system-admin', email: 'keeper@example.com' })
    await library(program, 12)
    folder = join(env.dataDir, 'backups')
    await mkdir(folder, { recursive: true })
    archive = join(folder, 'first.tar')
    const { code, stderr } = await ace(['backup', archive])
    if (code !== 0) throw new Error(stderr)
  })

  test('a backup is refused where it cannot be written, and never writes over another', async ({ assert }) => {
    const nowhere = await ace(['backup', '/nowhere/at/all.tar'])
    assert.equal(nowhere.code, 1)
    assert.include(nowhere.stderr, 'cannot be written')
    const before = await hashOf(archive)
    const again = await ace(['backup', archive])
    assert.equal(again.code, 1)
    assert.include(again.stderr, 'a file of this name already')
    assert.equal(await hashOf(archive), before)
  })

  test('it is for its owner only, and leaves no unfinished file', async ({ assert }) => {
    assert.equal((await stat(archive)).mode & 0o777, 0o600)
    assert.deepEqual(await readdir(folder), ['first.tar'])
  })

  test('a restore is refused where there is something already, and says what', async ({ assert }) => {
    const { code, stderr } = await ace(['restore', archive])
    assert.equal(code, 1)
    assert.include(stderr, 'holds 1 people, 12 assets and 12 files')
  })

  test('a damaged archive is refused with what is wrong, and nothing changes (T71)', async ({ assert }) => {
    const { size } = await stat(archive)
    const damage: Record<string, (path: string) => Promise<void>> = {
      'its first half': (path) => truncate(path, Math.floor(size / 2)),
      'all but its end': (path) => truncate(path, size - 4096),
      'nothing': (path) => truncate(path, 0),
      'one bit less': async (path) => {
        // Somewhere that says something: between its entries an archive has nothing to be damaged.
        const at = (await readFile(path)).indexOf('@example.com')
        const file = await open(path, 'r+')
        await file.write(Buffer.from('A'), 0, 1, at)
        await file.close()
      },
      'no archive': (path) => writeFile(path, 'Dear reader, this is a letter and no archive at all. '.repeat(50)),
    }
    const there = await OtherInstallation.make()
    try {
      for (const [what, hurt] of Object.entries(damage)) {
        const copy = join(folder, 'hurt.tar')
        await copyFile(archive, copy)
        await hurt(copy)
        const { code, stderr, objects } = await refusedInto(there, copy)
        assert.equal(code, 1, what)
        assert.include(stderr, 'is damaged or no backup', what)
        assert.equal(objects, 0, what)
        await rm(copy)
      }
    } finally {
      await there.remove()
    }
  })

  test('a forged archive reaches neither paths, tables, columns nor objects of its choice (T18, T71)', async ({ assert }) => {
    const forgeries: Record<string, [Parameters<typeof forge>[2], string]> = {
      'a path': [
        (piece) => (piece.name === 'closing.json' ? [{ name: '../../escaped', content: Buffer.from('x') }, piece] : piece),
        'no backup does',
      ],
      'a table': [withRows('users', (text) => text, 'adonis_schema'), 'no table "adonis_schema"'],
      'a column': [withRows('users', (text) => text.replace('"email"', '"email) VALUES (1); --"')), 'has no column'],
      'an object': [withRows('blobs', (text) => text.replace(/blobs\/\w\w\//, 'blobs/../../')), 'names an object that is not its own'],
      'nobody': [
        withRows('role_assignments', (text) => text.replace(/"[0-9a-f-]{36}"/g, '"00000000-0000-7000-8000-000000000000"')),
        'that is not there',
      ],
      'a newer release': [
        (piece) =>
          piece.name === 'manifest.json'
            ? {
                ...piece,
                content: Buffer.from(piece.content.toString().replace('"migrations": [', '"migrations": ["database/migrations/9_later",')),
              }
            : piece,
        'was made by another release',
      ],
    }
    const there = await OtherInstallation.make()
    try {
      for (const [what, [change, words]] of Object.entries(forgeries)) {
        const copy = join(folder, 'forged.tar')
        await forge(archive, copy, change)
        const { code, stderr } = await refusedInto(there, copy)
        assert.equal(code, 1, what)
        assert.include(stderr, words, what)
        if (await there.knex.schema.hasTable('users')) assert.equal(Number((await there.knex('users').count('* as n').first())?.n), 0, what)
        await rm(copy)
      }
    } finally {
      await there.remove()
    }
  })

  test('what comes back is what was: every row, every byte, and it can be searched', async ({ assert }) => {
    await restored(archive, async (there) => {
      for (const table of [
        'users',
        'role_assignments',
        'api_tokens',
        'brands',
        'assets',
        'asset_versions',
        'asset_counts',
        'blobs',
        'renditions',
      ]) {
        const mine = await db.from(table)
        const theirs = await there.knex(table)
        const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort()
        assert.deepEqual(sorted(theirs), sorted(mine), table)
      }
      for (const { sha256, storage_key: key } of await there.knex('blobs')) assert.equal(await hashOf(join(there.objects, key)), sha256)
      assert.equal((await filesBelow(there.objects)).length, (await filesBelow(OBJECTS)).length)
      assert.equal(Number((await there.knex('search_documents').count('* as n').first())?.n), 12)
      assert.isEmpty(await there.knex('sign_ins'))
      assert.isNotNull(await there.knex('activities').where('action', 'installation.restored').first())
      const { code, report } = await aceJson(['storage:check'], there.env)
      assert.equal(code, 0)
      assert.containSubset(report, { blobs: 12, checked: 12, renditionsMissing: 0, totals: { missing: 0, altered: 0, orphaned: 0 } })
    })
  })

  test('a backup of MariaDB comes back on SQLite', async ({ assert }) => {
    await restored(
      archive,
      async (there) => {
        assert.equal(Number((await there.knex('assets').count('* as n').first())?.n), 12)
        assert.equal((await there.knex('assets').orderBy('id').first()).file_name, 'Grüße 0 🌸.jpg')
        assert.equal((await aceJson(['storage:check'], there.env)).code, 0)
      },
      'sqlite'
    )
  }).skip(env.db.connection !== 'mysql', 'this run has no MariaDB')

  test('a file that was damaged before is named, and everything else is saved', async ({ assert }) => {
    const { sha256, storage_key: key } = await db.from('blobs').orderBy('id').first()
    const path = join(OBJECTS, key)
    const content = await readFile(path)
    await writeFile(path, Buffer.from(content).fill(0, 100, 110))
    const file = join(folder, 'damaged.tar')
    const { code, report } = await aceJson(['backup', file])
    await writeFile(path, content)
    assert.equal(code, 1)
    assert.deepEqual(report.damaged, [{ sha256, reason: 'its content was altered' }])
    const there = await OtherInstallation.make()
    try {
      const back = await aceJson(['restore', file], there.env)
      assert.equal(back.code, 1)
      assert.deepEqual(back.report.damaged, report.damaged)
      assert.equal(back.report.blobs, 11)
      const check = await aceJson(['storage:check'], there.env)
      assert.deepEqual(check.report.totals, { missing: 1, altered: 0, orphaned: 0 })
    } finally {
      await there.remove()
    }
  })
})

test.group('Backup while people work', () => {
  test('holds no row without its object, and its counts are true (R11)', async ({ assert }) => {
    const program = await Program.of({ role: 'system-admin' })
    await library(program, 4)
    await withFolder(async (folder) => {
      const file = join(folder, 'busy.tar')
      let isDone = false
      const writers = Array.from({ length: 3 }, async () => {
        for (let sent = 0; !isDone; sent += 1) {
          const { body } = await program.upload(await picture(), `busy-${sent}.jpg`)
          if (sent % 3 === 0) await program.json(`/assets/${body.id}`, { method: 'DELETE' })
        }
      })
      const backup = await aceJson(['backup', file])
      isDone = true
      await Promise.all(writers)
      assert.equal(backup.code, 0)
      await restored(file, async (there) => {
        const { code, report } = await aceJson(['storage:check'], there.env)
        assert.equal(code, 0)
        assert.equal(report.checked, backup.report.blobs)
        assert.isAbove(report.checked, 4)
        const counted = await there.knex('assets').select('type', 'is_trashed').count('* as n').groupBy('type', 'is_trashed')
        const kept = await there.knex('asset_counts').where('total', '>', 0)
        const shown = (rows: any[], number: string) => rows.map((row) => `${row.type} ${row.is_trashed} ${row[number]}`).sort()
        assert.deepEqual(shown(kept, 'total'), shown(counted, 'n'))
      })
    })
  })
})
