import { mkdir, rm } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { inject } from '@adonisjs/core'
import filesConfig from '#config/files'
import { inTransaction, isDuplicate, newId } from '#core/database/index'
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

  /** Keeps a file that was made elsewhere, such as the thumbnail of the first look at a blob. */
  async keep(blob: Blob, recipe: Recipe, name: string, made: RenderedFile): Promise<Rendition> {
    const key = this.keyOf(blob, recipe)
    const storageKey = renditionStorageKey(blob.sha256, key, recipe.format)
    try {
      const sha256 = await hashOf(made.path)
      await this.plugins.storage().put(storageKey, { path: made.path, mayMove: true }, { size: made.size, sha256 })
    } finally {
      await rm(made.path, { force: true })
    }
    return this.#record(blob, name, key, storageKey, made)
  }

  async #make(blob: Blob, recipe: Recipe, name: string, priority: number): Promise<Rendition> {
    await mkdir(filesConfig.workDir, { recursive: true, mode: 0o700 })
    const made = await this.copies.use(blob, (path) =>
      this.pool.render({ path, mimeType: blob.mimeType, size: blob.size }, recipe, filesConfig.workDir, { priority })
    )
    return this.keep(blob, recipe, name, made)
  }

  async #record(blob: Blob, name: string, key: string, storageKey: string, made: RenderedFile): Promise<Rendition> {
    const rendition = new Rendition().fill({
      id: newId(),
      blobId: blob.id,
      recipeKey: key,
      recipe: name,
      storageKey,
      mimeType: made.mimeType,
      width: made.width,
      height: made.height,
      size: made.size,
      createdAt: Date.now(),
    })
    try {
      await inTransaction((trx) => rendition.useTransaction(trx).save())
      return rendition
    } catch (error) {
      // Another process made the same one; both wrote the same object.
      if (!isDuplicate(error)) throw error
      return Rendition.query().where('blobId', blob.id).where('recipeKey', key).firstOrFail()
    }
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
