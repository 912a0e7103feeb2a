import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { ObjectMissing, PluginError } from '../errors.ts'
import type { ByteRange, ObjectInfo, ObjectStat, Storage, StorageExpectation, StorageSource, StoredObject } from '../contracts/storage.ts'

const KEY = /^(?!.*(?:^|\/)\.)[\w.-]+(?:\/[\w.-]+)*$/

/** A storage that forgets everything with its process. It keeps the same contract as the real ones. */
export class MemoryStorage implements Storage {
  #objects = new Map<string, { bytes: Buffer; modifiedAt: Date }>()

  async put(key: string, source: StorageSource, expected: StorageExpectation): Promise<StoredObject> {
    this.#assertKey(key)
    const chunks: Buffer[] = []
    const stream = 'stream' in source ? source.stream : createReadStream(source.path)
    for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
    const bytes = Buffer.concat(chunks)
    const stored = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    if (stored.size !== expected.size || stored.sha256 !== expected.sha256) {
      throw new PluginError(`The content of "${key}" is not what was announced.`, { code: 'content_mismatch' })
    }
    this.#objects.set(key, { bytes, modifiedAt: new Date() })
    return stored
  }

  async stat(key: string): Promise<ObjectStat | null> {
    this.#assertKey(key)
    const object = this.#objects.get(key)
    return object ? { size: object.bytes.length, modifiedAt: object.modifiedAt } : null
  }

  async read(key: string, range: ByteRange = { start: 0 }): Promise<Readable> {
    this.#assertKey(key)
    const object = this.#objects.get(key)
    if (!object) throw new ObjectMissing(key)
    const part = object.bytes.subarray(range.start, range.end === undefined ? undefined : range.end + 1)
    return Readable.from(part.length ? [part] : [], { objectMode: false })
  }

  async delete(key: string): Promise<void> {
    this.#assertKey(key)
    this.#objects.delete(key)
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    for (const [key, { bytes, modifiedAt }] of [...this.#objects]) {
      if (key.startsWith(prefix)) yield { key, size: bytes.length, modifiedAt }
    }
  }

  async check(): Promise<void> {}

  #assertKey(key: string) {
    if (key.length > 255 || !KEY.test(key)) throw new PluginError(`"${key}" is no key.`, { code: 'invalid_key' })
  }
}
