import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ObjectMissing } from '../errors.ts'
import type { Storage, StorageExpectation } from '../contracts/storage.ts'
import type { ContractCase } from './contract_case.ts'

const bytes = Buffer.from('Damsons ripen in September.')
const others = Buffer.from('Greengages are earlier.')
const key = 'contract/ab/object'

function expectationOf(content: Buffer): StorageExpectation {
  return { size: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}

function source(content: Buffer) {
  return { stream: Readable.from([content], { objectMode: false }) }
}

function put(storage: Storage, content = bytes, at = key) {
  return storage.put(at, source(content), expectationOf(content))
}

async function contentOf(storage: Storage, range?: { start: number; end?: number }) {
  return (await buffer(await storage.read(key, range))).toString()
}

async function keysUnder(storage: Storage, prefix: string) {
  const keys: string[] = []
  for await (const object of storage.list(prefix)) keys.push(object.key)
  return keys.sort()
}

const promises: Record<string, (storage: Storage) => Promise<void>> = {
  'refuses a key that leaves the storage': async (storage) => {
    for (const bad of ['../outside', '/etc/passwd', 'a/../../b', 'a//b', '.hidden', 'a/.b', '', 'a\0b', 'ä', 'x'.repeat(300)]) {
      await assert.rejects(put(storage, bytes, bad), { code: 'invalid_key' }, bad)
      await assert.rejects(storage.read(bad), { code: 'invalid_key' }, bad)
      await assert.rejects(storage.delete(bad), { code: 'invalid_key' }, bad)
    }
  },
  'refuses to read what does not exist before there is a stream': async (storage) => {
    await assert.rejects(storage.read(key), ObjectMissing)
    assert.equal(await storage.stat(key), null)
  },
  'stores nothing when the size is not the announced one': async (storage) => {
    const expected = { ...expectationOf(bytes), size: bytes.length + 1 }
    await assert.rejects(storage.put(key, source(bytes), expected), { code: 'content_mismatch' })
    assert.deepEqual(await keysUnder(storage, ''), [])
  },
  'stores nothing when the hash is not the announced one': async (storage) => {
    const expected = { ...expectationOf(bytes), sha256: '0'.repeat(64) }
    await assert.rejects(storage.put(key, source(bytes), expected), { code: 'content_mismatch' })
    assert.deepEqual(await keysUnder(storage, ''), [])
  },
  'stores nothing when the source breaks off': async (storage) => {
    const broken = Readable.from(
      (async function* () {
        yield bytes.subarray(0, 5)
        throw new Error('the connection was cut')
      })(),
      { objectMode: false }
    )
    await assert.rejects(storage.put(key, { stream: broken }, expectationOf(bytes)))
    assert.deepEqual(await keysUnder(storage, ''), [])
  },
  'keeps the older object when its replacement fails': async (storage) => {
    await put(storage)
    await assert.rejects(storage.put(key, source(others), expectationOf(bytes)))
    assert.equal(await contentOf(storage), bytes.toString())
  },
  'gives back what was stored, and says its size and hash': async (storage) => {
    assert.deepEqual(await put(storage), expectationOf(bytes))
    assert.equal(await contentOf(storage), bytes.toString())
    const stat = await storage.stat(key)
    assert.equal(stat?.size, bytes.length)
    assert.ok(Math.abs(Date.now() - stat.modifiedAt.getTime()) < 60_000, 'the time of writing is now')
  },
  'stores an empty object': async (storage) => {
    await put(storage, Buffer.alloc(0))
    assert.equal(await contentOf(storage), '')
    assert.equal((await storage.stat(key))?.size, 0)
  },
  'stores a file, and leaves it unless it may be moved': async (storage) => {
    const folder = await mkdtemp(join(tmpdir(), 'damson-contract-'))
    try {
      const path = join(folder, 'given')
      await writeFile(path, bytes)
      await storage.put(key, { path }, expectationOf(bytes))
      await storage.put('contract/cd/moved', { path, mayMove: true }, expectationOf(bytes))
      assert.equal(await contentOf(storage), bytes.toString())
      await writeFile(path, others)
      await assert.rejects(storage.put(key, { path, mayMove: true }, expectationOf(bytes)), { code: 'content_mismatch' })
      assert.equal(await contentOf(storage), bytes.toString())
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
  'replaces an object': async (storage) => {
    await put(storage)
    await put(storage, others)
    assert.equal(await contentOf(storage), others.toString())
  },
  'reads ranges, both ends included': async (storage) => {
    await put(storage)
    assert.equal(await contentOf(storage, { start: 0, end: 6 }), 'Damsons')
    assert.equal(await contentOf(storage, { start: 8, end: 12 }), 'ripen')
    assert.equal(await contentOf(storage, { start: 17 }), 'September.')
    assert.equal(await contentOf(storage, { start: 0, end: 0 }), 'D')
  },
  'deletes, twice without complaint': async (storage) => {
    await put(storage)
    await storage.delete(key)
    await storage.delete(key)
    assert.equal(await storage.stat(key), null)
    await assert.rejects(storage.read(key), ObjectMissing)
  },
  'lists by prefix, down to part of a segment': async (storage) => {
    for (const at of ['a/1', 'a/12', 'a/2/x', 'b/1']) await put(storage, bytes, at)
    assert.deepEqual(await keysUnder(storage, ''), ['a/1', 'a/12', 'a/2/x', 'b/1'])
    assert.deepEqual(await keysUnder(storage, 'a/'), ['a/1', 'a/12', 'a/2/x'])
    assert.deepEqual(await keysUnder(storage, 'a/1'), ['a/1', 'a/12'])
    assert.deepEqual(await keysUnder(storage, 'nothing/'), [])
  },
  'passes its own check and leaves nothing behind': async (storage) => {
    await storage.check()
    assert.deepEqual(await keysUnder(storage, ''), [])
  },
  'survives many writers of one key': async (storage) => {
    await Promise.all(Array.from({ length: 10 }, () => put(storage)))
    assert.equal(await contentOf(storage), bytes.toString())
    assert.deepEqual(await keysUnder(storage, ''), [key])
  },
}

/** The promises of `Storage`. `makeStorage` answers an empty one each time it is called. */
export function storageContract(makeStorage: () => Promise<Storage> | Storage): ContractCase[] {
  return Object.entries(promises).map(([title, keep]) => ({ title, run: async () => keep(await makeStorage()) }))
}
