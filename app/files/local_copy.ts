import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { inject } from '@adonisjs/core'
import filesConfig from '#config/files'
import { PluginHost } from '#plugin_host'

/** Where files are made before they go to the storage. */
export function workFolder(): string {
  if (!existsSync(filesConfig.workDir)) mkdirSync(filesConfig.workDir, { recursive: true, mode: 0o700 })
  return filesConfig.workDir
}

/**
 * Gives decoders a file on this machine to read: the stored object itself where the storage keeps
 * files here, else a copy for as long as it is used.
 */
@inject()
export class LocalCopy {
  constructor(private plugins: PluginHost) {}

  async use<T>(object: { storageKey: string }, work: (path: string) => Promise<T>): Promise<T> {
    const storage = this.plugins.storage()
    const local = storage.localPath?.(object.storageKey)
    if (local) return work(local)
    const copy = join(workFolder(), randomUUID())
    try {
      await pipeline(await storage.read(object.storageKey), createWriteStream(copy, { mode: 0o600 }))
      return await work(copy)
    } finally {
      await rm(copy, { force: true })
    }
  }
}
