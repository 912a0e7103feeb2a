import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import filesConfig from '#config/files'
import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { PluginHost } from '#plugin_host'
import { StorageClaim } from '../integrity/storage_claim.ts'
import { blobReferences } from '../references.ts'

const BATCH = 200

/** Takes away what interrupted work left behind, and blobs that nothing has referred to for a day. */
export class ClearLeftovers extends Job {
  static jobName = 'files.clear_leftovers'
  static priority = PRIORITY.housekeeping
  static attempts = 1
  static timeoutMs = 30 * 60_000

  async handle(_: object, { logger }: JobContext) {
    for (const folder of [filesConfig.incomingDir, filesConfig.uploadsDir, filesConfig.workDir]) {
      await clearOld(folder, filesConfig.uploadLifetimeMs)
    }
    const claim = await app.container.make(StorageClaim)
    if (await claim.holds()) while ((await this.#collectBlobs()) === BATCH);
    else logger.error('nothing was removed from the storage, which does not carry the mark of this database: see storage:check')
  }

  /**
   * The row goes first, in a transaction that checks again that nothing refers to it: an object
   * without a row is found by the storage check, a row without its object would be a loss.
   */
  async #collectBlobs(): Promise<number> {
    const host = await app.container.make(PluginHost)
    const candidates: { id: string; storage_key: string }[] = await unreferenced(Date.now() - filesConfig.blobGraceMs)
    for (const blob of candidates) {
      const renditions: { storage_key: string }[] = await db.from('renditions').where('blob_id', blob.id).select('storage_key')
      const gone = await inTransaction(async (trx) => {
        for (const { table, column } of blobReferences()) {
          if (await trx.from(table).where(column, blob.id).first()) return false
        }
        await trx.from('blobs').where('id', blob.id).delete()
        return true
      })
      if (!gone) continue
      for (const { storage_key: key } of [...renditions, blob]) await this.#deleteOld(host, key)
    }
    return candidates.length
  }

  /** Somebody may upload the same bytes at this very moment, which writes the object anew: then it stays. */
  async #deleteOld(host: PluginHost, key: string) {
    const found = await host.storage().stat(key)
    if (found && Date.now() - found.modifiedAt.getTime() > filesConfig.blobGraceMs / 2) await host.storage().delete(key)
  }
}

async function unreferenced(before: number) {
  const query = db.from('blobs').select('id', 'storage_key').where('updated_at', '<', before)
  for (const { table, column } of blobReferences()) {
    query.whereNotExists((users) => users.from(table).whereColumn(`${table}.${column}`, 'blobs.id'))
  }
  return query.limit(BATCH)
}

async function clearOld(folder: string, lifetimeMs: number) {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > lifetimeMs) await rm(path, { recursive: true, force: true })
  }
}
