import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, type Dirent } from 'node:fs'
import { open, opendir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  ObjectMissing,
  PluginError,
  type ByteRange,
  type ObjectInfo,
  type ObjectStat,
  type Storage,
  type StorageExpectation,
  type StorageSource,
  type StoredObject,
} from '@damson/sdk'
import { makeFolder, moveInto, syncFile } from './durable.ts'

/** No segment may begin with a dot, so `..` cannot be said and the folder for unfinished files cannot be named. */
const KEY = /^(?!.*(?:^|\/)\.)[\w.-]+(?:\/[\w.-]+)*$/
type FileSource = Extract<StorageSource, { path: string }>

const UNFINISHED = '.unfinished'
/** No upload takes this long; a file this old was left behind by a process that was killed. */
const ABANDONED_AFTER_MS = 24 * 3600_000

export class LocalStorage implements Storage {
  #cleared: Promise<void> | undefined

  constructor(private root: string) {}

  async put(key: string, source: StorageSource, expected: StorageExpectation): Promise<StoredObject> {
    const target = this.localPath(key)
    if ('path' in source && source.mayMove) {
      const moved = await this.#takeOver(key, source, target, expected)
      if (moved) return moved
    }
    await (this.#cleared ??= this.#clearAbandoned())
    const unfinished = join(this.root, UNFINISHED, randomUUID())
    await makeFolder(join(this.root, UNFINISHED))
    try {
      const stream = 'path' in source ? createReadStream(source.path) : source.stream
      const stored = await writeCounted(stream, unfinished)
      if (stored.size !== expected.size || stored.sha256 !== expected.sha256) throw mismatch(key, stored, expected)
      await moveInto(unfinished, target)
      return stored
    } finally {
      await rm(unfinished, { force: true })
    }
  }

  async #clearAbandoned() {
    const folder = join(this.root, UNFINISHED)
    for (const { name } of await entriesOf(folder)) {
      const found = await stat(join(folder, name)).catch(() => null)
      if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(join(folder, name), { force: true })
    }
  }

  /** Renames a file into the store; null where it lies on another file system. */
  async #takeOver(key: string, { path, isSynced }: FileSource, target: string, expected: StorageExpectation): Promise<StoredObject | null> {
    const size = isSynced ? expected.size : (await stat(path)).size
    if (size !== expected.size) throw mismatch(key, { size, sha256: expected.sha256 }, expected)
    try {
      const lasting = !expected.canBeRemade
      if (lasting && !isSynced) await syncFile(path)
      await moveInto(path, target, { lasting })
      return { size, sha256: expected.sha256 }
    } catch (error) {
      if (codeOf(error) === 'EXDEV') return null
      throw error
    }
  }

  async stat(key: string): Promise<ObjectStat | null> {
    try {
      const found = await stat(this.localPath(key))
      return found.isFile() ? { size: found.size, modifiedAt: found.mtime } : null
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async read(key: string, range: ByteRange = { start: 0 }): Promise<Readable> {
    const path = this.localPath(key)
    try {
      const handle = await open(path, 'r')
      return handle.createReadStream({ start: range.start, end: range.end, highWaterMark: 256 * 1024 })
    } catch (error) {
      throw isMissing(error) ? new ObjectMissing(key) : error
    }
  }

  localPath(key: string): string {
    if (key.length > 255 || !KEY.test(key)) {
      throw new PluginError(`"${key.slice(0, 80)}" is not a key of an object.`, { code: 'invalid_key' })
    }
    return join(this.root, key)
  }

  async delete(key: string): Promise<void> {
    await rm(this.localPath(key), { force: true })
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
    if (folder) this.localPath(folder.slice(0, -1))
    yield* this.#walk(folder, prefix)
  }

  async *#walk(folder: string, prefix: string): AsyncIterable<ObjectInfo> {
    for (const entry of await entriesOf(join(this.root, folder))) {
      const key = folder + entry.name
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) {
        if (`${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`)) yield* this.#walk(`${key}/`, prefix)
        continue
      }
      const found = key.startsWith(prefix) ? await this.stat(key) : null
      if (found) yield { key, ...found }
    }
  }

  async check(): Promise<void> {
    const key = `check-${randomUUID()}`
    const bytes = Buffer.from(key)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await this.put(key, { stream: Readable.from([bytes], { objectMode: false }) }, { size: bytes.length, sha256 })
    try {
      if (!bytes.equals(await readFile(this.localPath(key)))) {
        throw new PluginError(`${this.root} gave back other bytes than were written.`, { code: 'content_mismatch' })
      }
    } finally {
      await this.delete(key)
    }
  }
}

async function writeCounted(source: Readable, path: string): Promise<StoredObject> {
  const hash = createHash('sha256')
  let size = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      size += chunk.length
      next(null, chunk)
    },
  })
  await pipeline(source, count, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  return { size, sha256: hash.digest('hex') }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await Array.fromAsync(await opendir(folder))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

function mismatch(key: string, got: StoredObject, expected: StorageExpectation) {
  const detail = got.size === expected.size ? 'another hash' : `${got.size} bytes instead of ${expected.size}`
  return new PluginError(`The content of "${key}" is not what was announced: ${detail}. Nothing was stored.`, {
    code: 'content_mismatch',
    retryable: true,
  })
}

function codeOf(error: unknown) {
  return (error as { code?: unknown } | null)?.code
}

/** A folder under the name of the object, or a file in the place of a folder, is no object either. */
function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(codeOf(error)))
}
