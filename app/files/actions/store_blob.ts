import { rm } from 'node:fs/promises'
import { inject } from '@adonisjs/core'
import type { Storage } from '@damson/sdk'
import filesConfig from '#config/files'
import { insertModel, isDuplicate, newId, readRows, type Transaction } from '#core/database/index'
import { PluginHost } from '#plugin_host'
import { Blob } from '../models/blob.ts'
import { StorageFull } from '../errors.ts'
import { handOver } from '../hand_over.ts'
import { blobKey } from '../storage_keys.ts'
import type { ReceivedFile } from './receive_file.ts'

/**
 * Makes received bytes part of the store. `keep` comes first and touches only the storage; `record`
 * then writes the row, inside the transaction that gives the bytes a meaning. Whatever happens
 * between the two leaves an object that nothing refers to, which the storage check finds and removes when told.
 * An object that lies there for long is written again, lest the collector is about to take it.
 */
@inject()
export class StoreBlob {
  constructor(private plugins: PluginHost) {}

  /** The id of the same bytes, if they were stored before. */
  async find(sha256: string): Promise<string | null> {
    const [found] = await readRows<{ id: string }>('select id from blobs where sha256 = ?', [sha256])
    return found?.id ?? null
  }

  /** `known`: whether `find` found them. Where it did not, whatever lies in their place belongs to nobody. */
  async keep(file: ReceivedFile, known: boolean): Promise<void> {
    const storage = this.plugins.storage()
    const key = blobKey(file.sha256)
    try {
      if (known && (await this.#isThere(storage, key, file.size))) await rm(file.path, { force: true })
      else await handOver(storage, key, { path: file.path, isSynced: true }, { size: file.size, sha256: file.sha256 })
    } catch (error) {
      await rm(file.path, { force: true })
      throw isFull(error) ? new StorageFull(error) : error
    }
  }

  async #isThere(storage: Storage, key: string, size: number): Promise<boolean> {
    const existing = await storage.stat(key)
    return existing?.size === size && Date.now() - existing.modifiedAt.getTime() < filesConfig.blobGraceMs / 4
  }

  async record(trx: Transaction, file: ReceivedFile, known: boolean): Promise<Blob> {
    if (!known) {
      const blob = await insertBlob(trx, file)
      if (blob) return blob
    }
    const existing = await Blob.query({ client: trx }).where('sha256', file.sha256).first()
    if (!existing) return this.record(trx, file, false)
    await existing.useTransaction(trx).merge({ updatedAt: Date.now() }).save()
    return existing
  }
}

/** Null where another upload of the same bytes was recorded in between: theirs is as good as ours. */
async function insertBlob(trx: Transaction, { sha256, size, mimeType, type }: ReceivedFile): Promise<Blob | null> {
  const now = Date.now()
  const blob = new Blob().fill({
    id: newId(),
    sha256,
    size,
    mimeType,
    type,
    storageKey: blobKey(sha256),
    state: 'stored',
    createdAt: now,
    updatedAt: now,
  })
  try {
    return await insertModel(trx, blob)
  } catch (error) {
    if (isDuplicate(error)) return null
    throw error
  }
}

function isFull(error: unknown): boolean {
  for (let at: unknown = error; at; at = (at as { cause?: unknown }).cause) {
    if (['ENOSPC', 'EDQUOT'].includes(String((at as { code?: unknown }).code))) return true
  }
  return false
}
