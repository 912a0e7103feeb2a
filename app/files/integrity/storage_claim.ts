import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { inTransaction, newId, type Transaction } from '#core/database/index'
import { PluginHost } from '#plugin_host'

const MARKER = 'installation'
const ROW = 'storage'

type Queries = Pick<Transaction, 'from'>

/**
 * To which database the objects of a storage belong. An object without a row looks like an orphan, so whoever clears
 * the storage of another installation would take its files: the first to claim a storage leaves a mark in it.
 */
@inject()
export class StorageClaim {
  constructor(private plugins: PluginHost) {}

  /**
   * Whether this storage is ours. Asked for the first time, one without a mark that holds our files becomes it; later, a mark that is gone
   * means another storage, or one that is not mounted.
   */
  async holds(): Promise<boolean> {
    const before = await installationId(db)
    const theirs = await this.#mark()
    if (before) return theirs === before
    if (theirs !== null || !(await this.#fits())) return false
    await this.take()
    return true
  }

  /** Whether the newest of our files is there, if there are any. */
  async #fits(): Promise<boolean> {
    const newest = await db.from('blobs').orderBy('id', 'desc').select('storage_key').first()
    return !newest || (await this.plugins.storage().stat(newest.storage_key)) !== null
  }

  /** Makes it ours, whoever had it before. */
  async take(): Promise<void> {
    await this.#leave(await inTransaction(name))
  }

  async #mark(): Promise<string | null> {
    const storage = this.plugins.storage()
    if (!(await storage.stat(MARKER))) return null
    return (await text(await storage.read(MARKER))).trim()
  }

  async #leave(id: string) {
    const bytes = Buffer.from(id)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await this.plugins.storage().put(MARKER, { stream: Readable.from([bytes], { objectMode: false }) }, { size: bytes.length, sha256 })
  }
}

async function installationId(queries: Queries): Promise<string | null> {
  const found = await queries.from('storage_claims').where('name', ROW).first()
  return found ? String(found.installation_id) : null
}

/** Made by the first who asks; of two at once, the second takes over what the first wrote. */
async function name(trx: Transaction): Promise<string> {
  const row = { name: ROW, installation_id: newId(), created_at: Date.now() }
  await trx.knexQuery().table('storage_claims').insert(row).onConflict('name').ignore()
  return (await installationId(trx))!
}
