import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { WriteAheadLog } from '#core/database/write_ahead_log'

test.group('The log of committed writes', (group) => {
  let folder: string
  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'damson-log-'))
    writeFileSync(join(folder, 'log'), 'committed')
    return () => rmSync(folder, { recursive: true })
  })

  /** A disk that finishes each sync when told to. */
  function slowDisk() {
    const syncs: { resolve: () => void; reject: (error: Error) => void }[] = []
    const log = new WriteAheadLog(join(folder, 'log'), () => new Promise((resolve, reject) => syncs.push({ resolve, reject })))
    return { log, syncs }
  }
  const soon = () => new Promise(setImmediate)

  test('a commit waits for a sync that began after it, shared with all who wait', async ({ assert }) => {
    const { log, syncs } = slowDisk()
    const done: string[] = []
    const first = log.sync().then(() => done.push('first'))
    await soon()
    const others = ['second', 'third'].map((name) => log.sync().then(() => done.push(name)))
    await soon()
    assert.lengthOf(syncs, 1)
    syncs[0]!.resolve()
    await first
    await soon()
    assert.deepEqual(done, ['first'])
    assert.lengthOf(syncs, 2)
    syncs[1]!.resolve()
    await Promise.all(others)
    assert.deepEqual(done, ['first', 'second', 'third'])
  })

  test('a disk that fails is told to who waited, and asked again by the next', async ({ assert }) => {
    const { log, syncs } = slowDisk()
    const failing = log.sync()
    await soon()
    syncs[0]!.reject(new Error('EIO'))
    await assert.rejects(() => failing, 'EIO')
    const next = log.sync()
    await soon()
    syncs[1]!.resolve()
    await next
  })
})
