import { Readable } from 'node:stream'
import type { Storage } from '@damson/sdk'
import { concurrently } from '#core/support/concurrently'
import { blobKey, renditionStorageKey } from '#files'
import { entriesIn, textOf, type FoundEntry } from './archive_reader.ts'

/** Small objects are taken into memory and stored a few at a time, since a disk confirms each one slowly. */
const SMALL = 4 * 1024 * 1024
const AT_A_TIME = 8

type Waiting = { key: string; sha256: string; content: Buffer }

/** Stores the objects of an archive that was proven whole, except those that were damaged when it was made. */
export class RestoreObjects {
  blobs = 0
  renditions = 0

  constructor(
    private storage: Storage,
    private file: string,
    private damaged: Set<string>
  ) {}

  async handle(onProgress: (objects: number) => void) {
    await concurrently(AT_A_TIME, this.#small(onProgress), ({ key, sha256, content }) => this.#put(key, sha256, content.length, [content]))
  }

  /** Stores the large ones as they come by, and hands on the small ones. */
  async *#small(onProgress: (objects: number) => void): AsyncGenerator<Waiting> {
    for await (const found of entriesIn(this.file)) {
      const key = this.#keyOf(found)
      if (!key) {
        await drain(found)
        continue
      }
      onProgress(this.blobs + this.renditions)
      const { sha256 } = found.entry as { sha256: string }
      if (found.size > SMALL) await this.#put(key, sha256, found.size, found.content)
      else yield { key, sha256, content: await textOf(this.file, found) }
    }
  }

  #keyOf({ entry }: FoundEntry): string | null {
    if (entry.kind === 'blob' && !this.damaged.has(entry.sha256)) {
      this.blobs += 1
      return blobKey(entry.sha256)
    }
    if (entry.kind !== 'rendition') return null
    this.renditions += 1
    return renditionStorageKey(entry.blobSha256, entry.file)
  }

  async #put(key: string, sha256: string, size: number, content: Iterable<Buffer> | AsyncIterable<Buffer>) {
    await this.storage.put(key, { stream: Readable.from(content, { objectMode: false }) }, { size, sha256 })
  }
}

async function drain({ content }: FoundEntry) {
  for await (const chunk of content) void chunk
}
