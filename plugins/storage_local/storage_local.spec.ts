import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import { storageContract } from '@damson/sdk/testing'
import { LocalStorage } from './local_storage.ts'

function emptyFolder() {
  return mkdtempSync(join(tmpdir(), 'damson-storage-'))
}

test.group('Local storage keeps the contract', (group) => {
  const folders: string[] = []
  group.each.teardown(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

  for (const { title, run } of storageContract(() => {
    folders.push(emptyFolder())
    return new LocalStorage(folders.at(-1)!)
  })) {
    test(title, run)
  }
})

test.group('Local storage on a file system', (group) => {
  let root: string
  group.each.setup(() => {
    root = emptyFolder()
    return () => rmSync(root, { recursive: true, force: true })
  })

  const bytes = Buffer.from('plum')
  const expected = { size: 4, sha256: createHash('sha256').update(bytes).digest('hex') }

  test('does not take a folder for an object', async ({ assert }) => {
    const storage = new LocalStorage(root)
    writeFileSync(join(root, 'given'), bytes)
    await storage.put('a/b', { path: join(root, 'given') }, expected)
    assert.isNull(await storage.stat('a'))
    assert.isNull(await storage.stat('a/b/c'))
  })

  test('takes over a file by renaming it, without copying', async ({ assert }) => {
    const path = join(root, 'given')
    writeFileSync(path, bytes)
    const { ino } = statSync(path)
    await new LocalStorage(join(root, 'store')).put('a/b', { path, mayMove: true }, expected)
    assert.equal(statSync(join(root, 'store/a/b')).ino, ino)
    assert.notInclude(readdirSync(root), 'given')
  })

  test('copies a file that lies on another file system', async ({ assert }) => {
    const elsewhere = mkdtempSync('/dev/shm/damson-')
    try {
      const path = join(elsewhere, 'given')
      writeFileSync(path, bytes)
      await new LocalStorage(root).put('a/b', { path, mayMove: true }, expected)
      assert.equal(statSync(join(root, 'a/b')).size, 4)
    } finally {
      rmSync(elsewhere, { recursive: true, force: true })
    }
  }).skip(!isTmpfs('/dev/shm'), 'there is no second file system at /dev/shm')

  test('removes what a killed process left behind a day ago, and not what is being written', async ({ assert }) => {
    const folder = join(root, '.unfinished')
    mkdirSync(folder)
    writeFileSync(join(folder, 'old'), bytes)
    writeFileSync(join(folder, 'new'), bytes)
    utimesSync(join(folder, 'old'), new Date(), new Date(Date.now() - 25 * 3600_000))
    await new LocalStorage(root).put('a/b', { stream: Readable.from([bytes], { objectMode: false }) }, expected)
    assert.deepEqual(readdirSync(folder), ['new'])
  })

  test('lists no broken link and no unfinished file', async ({ assert }) => {
    symlinkSync('/nowhere', join(root, 'link'))
    const keys: string[] = []
    for await (const { key } of new LocalStorage(root).list('')) keys.push(key)
    assert.isEmpty(keys)
  })
})

function isTmpfs(path: string) {
  try {
    return execFileSync('stat', ['-f', '-c', '%T', path], { encoding: 'utf8' }).trim() === 'tmpfs'
  } catch {
    return false
  }
}
