import { rm } from 'node:fs/promises'
import { inject } from '@adonisjs/core'
import filesConfig from '#config/files'
import { isDuplicate, newId, type Transaction } from '#core/database/index'
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

  async keep(file: ReceivedFile): Promise<void> {
    const storage = this.plugins.storage()
    const key = blobKey(file.sha256)
    try {
      const existing = await storage.stat(key)
      if (existing?.size === file.size && Date.now() - existing.modifiedAt.getTime() < filesConfig.blobGraceMs / 4) {
        await rm(file.path, { force: true })
        return
      }
      await handOver(storage, key, { path: file.path, isSynced: true }, { size: file.size, sha256: file.sha256 })
    } catch (error) {
      await rm(file.path, { force: true })
      throw isFull(error) ? new StorageFull(error) : error
    }
  }

  async record(trx: Transaction, file: ReceivedFile): Promise<Blob> {
    const existing = await Blob.query({ client: trx }).where('sha256', file.sha256).first()
    if (existing) {
      await existing.useTransaction(trx).merge({ updatedAt: Date.now() }).save()
      return existing
    }
    const now = Date.now()
    const blob = new Blob().fill({
      id: newId(),
      sha256: file.sha256,
      size: file.size,
      mimeType: file.mimeType,
      type: file.type,
      storageKey: blobKey(file.sha256),
      state: 'stored',
      createdAt: now,
      updatedAt: now,
    })
    try {
      await blob.useTransaction(trx).save()
      return blob
    } catch (error) {
      // Another upload of the same bytes committed in between: theirs is as good as ours.
      if (!isDuplicate(error)) throw error
      return Blob.query({ client: trx }).where('sha256', file.sha256).firstOrFail()
    }
  }
}

function isFull(error: unknown): boolean {
  for (let at: unknown = error; at; at = (at as { cause?: unknown }).cause) {
    if (['ENOSPC', 'EDQUOT'].includes(String((at as { code?: unknown }).code))) return true
  }
  return false
}
