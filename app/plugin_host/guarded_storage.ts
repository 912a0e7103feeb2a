import { createHash } from 'node:crypto'
import { pipeline, Readable, Transform } from 'node:stream'
import type { ByteRange, ObjectInfo, ObjectStat, Storage, StorageExpectation, StorageSource, StoredObject } from '@damson/sdk'
import type { Deadlines } from './config.ts'
import { PluginLied } from './errors.ts'
import type { Guard } from './guard.ts'

/** Storing must be at least so fast; a store that is slower than this for minutes is one that hangs. */
const SLOWEST_BYTES_PER_MS = 1024

/** A storage as the application uses it: bounded in time, and not believed without proof. */
export class GuardedStorage implements Storage {
  readonly localPath?: (key: string) => string

  constructor(
    private storage: Storage,
    private guard: Guard,
    private deadlines: Deadlines
  ) {
    if (storage.localPath) {
      this.localPath = (key) => {
        try {
          return storage.localPath!(key)
        } catch (error) {
          throw guard.wrap('localPath', error)
        }
      }
    }
  }

  async put(key: string, source: StorageSource, expected: StorageExpectation): Promise<StoredObject> {
    const seen = 'stream' in source ? countingSource(source.stream) : null
    const deadline = this.deadlines.put + expected.size / SLOWEST_BYTES_PER_MS
    try {
      const stored = await this.guard.run('put', deadline, () => this.storage.put(key, seen ? { stream: seen.stream } : source, expected))
      await this.#proveStored(key, stored, expected, seen?.result() ?? null)
      return stored
    } finally {
      seen?.stream.destroy()
    }
  }

  async #proveStored(key: string, stored: StoredObject, expected: StorageExpectation, seen: StoredObject | null) {
    const lie =
      this.#difference('says it stored', stored, expected) ??
      (seen && this.#difference('took, without complaint,', seen, expected)) ??
      this.#difference('holds', { size: (await this.stat(key))?.size ?? -1, sha256: expected.sha256 }, expected)
    if (lie) throw new PluginLied(this.guard.instance, `for "${key}" it ${lie}`)
  }

  #difference(verb: string, got: StoredObject | undefined, expected: StorageExpectation): string | null {
    if (got?.size !== expected.size) return `${verb} ${got?.size} bytes where ${expected.size} were to be stored`
    if (got.sha256 !== expected.sha256) return `${verb} content with another hash`
    return null
  }

  stat(key: string): Promise<ObjectStat | null> {
    return this.guard.run('stat', this.deadlines.call, () => this.storage.stat(key))
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const stream = await this.guard.run('read', this.deadlines.call, () => this.storage.read(key, range))
    if (!(stream instanceof Readable)) throw new PluginLied(this.guard.instance, `reading "${key}" gave no stream`)
    return stream
  }

  delete(key: string): Promise<void> {
    return this.guard.run('delete', this.deadlines.call, () => this.storage.delete(key))
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    const iterator = this.storage.list(prefix)[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await this.guard.run('list', this.deadlines.call, () => iterator.next())
        if (next.done) return
        yield next.value
      }
    } finally {
      void iterator.return?.()
    }
  }

  check(): Promise<void> {
    return this.guard.run('check', this.deadlines.call, () => this.storage.check())
  }
}

/** Counts and hashes what the storage is given, so that its word is not the only one. */
function countingSource(source: Readable) {
  const hash = createHash('sha256')
  let size = 0
  let ended = false
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      size += chunk.length
      next(null, chunk)
    },
    flush(next) {
      ended = true
      next()
    },
  })
  pipeline(source, stream, () => {
    // A failed source destroys the stream with its error, which is how the storage learns of it.
  })
  return { stream, result: () => (ended ? { size, sha256: hash.digest('hex') } : { size: -1, sha256: '' }) }
}
