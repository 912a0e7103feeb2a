import { mkdir, rm } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import filesConfig from '#config/files'
import { inTransaction, newId, type Transaction } from '#core/database/index'
import { PluginHost } from '#plugin_host'
import type { Recipe, RenderedFile } from '@damson/sdk'
import { MediaPool } from '../media/index.ts'
import { LocalCopy } from '../local_copy.ts'
import type { Blob } from '../models/blob.ts'
import { Rendition } from '../models/rendition.ts'
import { recipeKey, renditionStorageKey } from '../recipes.ts'

/** The renditions being made by this process: who asks for the same one meanwhile waits for it. */
const underway = new Map<string, Promise<Rendition>>()

/** Finds a rendition, or makes it once however many ask at the same time. */
@inject()
export class MakeRendition {
  constructor(
    private plugins: PluginHost,
    private pool: MediaPool,
    private copies: LocalCopy
  ) {}

  keyOf(blob: Pick<Blob, 'sha256' | 'mimeType'>, recipe: Recipe): string {
    return recipeKey(blob.sha256, recipe, this.pool.makerKey(blob.mimeType, recipe))
  }

  async handle(blob: Blob, recipe: Recipe, name = 'image', priority = 0): Promise<Rendition> {
    const key = this.keyOf(blob, recipe)
    const found = await Rendition.query().where('blobId', blob.id).where('recipeKey', key).first()
    if (found) return found
    let making = underway.get(key)
    if (!making) {
      making = this.#make(blob, recipe, name, priority).finally(() => underway.delete(key))
      underway.set(key, making)
    }
    return making
  }

  /**
   * Stores a file that was made, and answers how to record it: in a transaction of the caller's, with
   * whatever else became true by it.
   */
  async store(blob: Blob, recipe: Recipe, name: string, made: RenderedFile): Promise<(trx: Transaction) => Promise<void>> {
    const key = this.keyOf(blob, recipe)
    const storageKey = renditionStorageKey(blob.sha256, key, recipe.format)
    try {
      const sha256 = await hashOf(made.path)
      await this.plugins.storage().put(storageKey, { path: made.path, mayMove: true }, { size: made.size, sha256 })
    } finally {
      await rm(made.path, { force: true })
    }
    return async (trx) => {
      const row = {
        id: newId(),
        blob_id: blob.id,
        recipe_key: key,
        recipe: name,
        storage_key: storageKey,
        mime_type: made.mimeType,
        width: made.width,
        height: made.height,
        size: made.size,
        created_at: Date.now(),
      }
      // Another process may have made the same one at the same time; both wrote the same object.
      await trx.knexQuery().table('renditions').insert(row).onConflict(['blob_id', 'recipe_key']).ignore()
    }
  }

  async #make(blob: Blob, recipe: Recipe, name: string, priority: number): Promise<Rendition> {
    await mkdir(filesConfig.workDir, { recursive: true, mode: 0o700 })
    const made = await this.copies.use(blob, (path) =>
      this.pool.render({ path, mimeType: blob.mimeType, size: blob.size }, recipe, filesConfig.workDir, { priority })
    )
    await inTransaction(await this.store(blob, recipe, name, made))
    return Rendition.query().where('blobId', blob.id).where('recipeKey', this.keyOf(blob, recipe)).firstOrFail()
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
