import { createHash } from 'node:crypto'
import { ObjectMissing, type Storage } from '@damson/sdk'
import db from '@adonisjs/lucid/services/db'
import { concurrently } from '#core/support/concurrently'
import { Findings } from './findings.ts'
import { everyRow } from './rows.ts'

/** Enough to keep a disk and two cores busy, and a store in the network from waiting. */
const AT_A_TIME = 4

type BlobRow = { id: string; sha256: string; size: number; key: string }

export type MissingBlob = { blobId: string; key: string }
export type AlteredBlob = MissingBlob & { reason: 'size' | 'content' | 'unreadable'; detail: string }

/** Compares every blob with what its row says: that it is there, its size and, unless told to be fast, its SHA-256. */
export class CheckBlobs {
  checked = 0
  bytes = 0
  readonly missing = new Findings<MissingBlob>()
  readonly altered = new Findings<AlteredBlob>()

  constructor(
    private storage: Storage,
    private options: { fast: boolean; onProgress?: (checked: number) => void }
  ) {}

  async handle(): Promise<this> {
    const rows = everyRow<BlobRow>('blobs', { sha256: 'sha256', size: 'size', key: 'storage_key' })
    await concurrently(AT_A_TIME, rows, (row) => this.#check(row))
    return this
  }

  async #check({ id, sha256, size, key }: BlobRow) {
    const found = await this.storage.stat(key)
    if (!found) await this.#noteMissing(id, key)
    else if (found.size !== Number(size)) {
      this.altered.add({ blobId: id, key, reason: 'size', detail: `${found.size} bytes instead of ${size}` })
    } else if (!this.options.fast) await this.#compare(id, key, sha256)
    this.checked += 1
    this.options.onProgress?.(this.checked)
  }

  /** A blob that was collected between the reading of its row and the look at its object is no loss. */
  async #noteMissing(blobId: string, key: string) {
    if (await db.from('blobs').where('id', blobId).select('id').first()) this.missing.add({ blobId, key })
  }

  async #compare(blobId: string, key: string, sha256: string) {
    try {
      const hash = createHash('sha256')
      for await (const chunk of await this.storage.read(key)) {
        hash.update(chunk as Buffer)
        this.bytes += (chunk as Buffer).length
      }
      const found = hash.digest('hex')
      if (found !== sha256) this.altered.add({ blobId, key, reason: 'content', detail: `its SHA-256 is ${found}` })
    } catch (error) {
      if (error instanceof ObjectMissing) return this.#noteMissing(blobId, key)
      this.altered.add({ blobId, key, reason: 'unreadable', detail: error instanceof Error ? error.message : String(error) })
    }
  }
}
