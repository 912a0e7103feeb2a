import type { ObjectInfo, Storage } from '@damson/sdk'
import db from '@adonisjs/lucid/services/db'
import filesConfig from '#config/files'
import { readStorageKey } from '../storage_keys.ts'

const BATCH = 500

/**
 * Finds objects that no row refers to. What this application did not name is none of ours, and is left alone. Young ones are left out: an upload that is underway writes its
 * object first and its row after.
 */
export class FindOrphans {
  constructor(private storage: Storage) {}

  async *handle(): AsyncGenerator<ObjectInfo> {
    for (const prefix of ['blobs/', 'renditions/']) {
      for await (const batch of batchesOf(this.storage.list(prefix))) yield* await unknownOf(batch.filter(isOldAndOurs))
    }
  }

  /** Removes an orphan, if it is still one. */
  async remove(orphan: ObjectInfo): Promise<boolean> {
    if ((await unknownOf([orphan])).length === 0) return false
    const found = await this.storage.stat(orphan.key)
    if (!found || !isOldAndOurs({ ...orphan, ...found })) return false
    await this.storage.delete(orphan.key)
    return true
  }
}

function isOldAndOurs({ key, modifiedAt }: ObjectInfo): boolean {
  return readStorageKey(key) !== null && Date.now() - modifiedAt.getTime() > filesConfig.blobGraceMs
}

async function unknownOf(objects: ObjectInfo[]): Promise<ObjectInfo[]> {
  if (objects.length === 0) return []
  const hashes = [...new Set(objects.map(({ key }) => readStorageKey(key)!.sha256))]
  const blobs: { key: string }[] = await db.from('blobs').whereIn('sha256', hashes).select('storage_key as key')
  const renditions: { key: string }[] = await db
    .from('renditions')
    .join('blobs', 'blobs.id', 'renditions.blob_id')
    .whereIn('blobs.sha256', hashes)
    .select('renditions.storage_key as key')
  const known = new Set([...blobs, ...renditions].map(({ key }) => key))
  return objects.filter(({ key }) => !known.has(key))
}

async function* batchesOf(objects: AsyncIterable<ObjectInfo>): AsyncGenerator<ObjectInfo[]> {
  let batch: ObjectInfo[] = []
  for await (const one of objects) {
    batch.push(one)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
