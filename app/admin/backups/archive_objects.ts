import { createHash } from 'node:crypto'
import { ObjectMissing, type Storage } from '@damson/sdk'
import { readStorageKey } from '#files'
import type { DamagedBlob } from './archive.ts'
import type { ArchiveWriter } from './archive_writer.ts'
import { blobEntry, renditionEntry } from './entries.ts'

export type BlobRow = { id: string; sha256: string; size: number; storageKey: string; createdAt: number }
export type RenditionRow = { id: string; storageKey: string; createdAt: number }

/** Copies objects into an archive, each once and compared with what its row says of it. */
export class ArchiveObjects {
  blobs = 0
  renditions = 0
  readonly damaged: DamagedBlob[] = []
  /** The keys of what is young enough to be met again. */
  #copied = new Set<string>()

  constructor(
    private storage: Storage,
    private archive: ArchiveWriter,
    private youngSince: number
  ) {}

  async addBlob({ sha256, size: givenSize, storageKey, createdAt }: BlobRow) {
    if (this.#isKnown(storageKey, createdAt)) return
    const size = Number(givenSize)
    const found = await this.storage.stat(storageKey)
    if (!found) return this.#note(sha256, 'it is missing from the storage')
    if (found.size !== size) return this.#note(sha256, `it has ${found.size} bytes instead of ${size}`)
    const content = await this.storage.read(storageKey)
    const written = await this.archive.addStream(blobEntry(sha256), size, content)
    this.blobs += 1
    if (written !== sha256) this.#note(sha256, 'its content was altered')
  }

  /** Renditions have no hash of their own in the database, so they are read first; they are small. One that is gone is made again. */
  async addRendition({ storageKey, createdAt }: RenditionRow) {
    if (this.#isKnown(storageKey, createdAt)) return
    const place = readStorageKey(storageKey)
    const content = place?.file ? await this.#contentOf(storageKey) : null
    if (!place?.file || !content) return
    await this.archive.add(renditionEntry(place.sha256, place.file, createHash('sha256').update(content).digest('hex')), content)
    this.renditions += 1
  }

  #isKnown(key: string, createdAt: number): boolean {
    if (this.#copied.has(key)) return true
    if (Number(createdAt) >= this.youngSince) this.#copied.add(key)
    return false
  }

  async #contentOf(key: string): Promise<Buffer | null> {
    try {
      return Buffer.concat(await Array.fromAsync(await this.storage.read(key)))
    } catch (error) {
      if (error instanceof ObjectMissing) return null
      throw error
    }
  }

  #note(sha256: string, reason: string) {
    this.damaged.push({ sha256, reason })
  }
}
