import { inject } from '@adonisjs/core'
import { carryOut, inTransaction, isSqlite, newId, readRows, type Transaction } from '#core/database/index'
import { PluginHost } from '#plugin_host'
import type { Recipe } from '@damson/sdk'
import { MediaPool, type MadeFile } from '../media/index.ts'
import { handOver } from '../hand_over.ts'
import { LocalCopy, workFolder } from '../local_copy.ts'
import type { Blob } from '../models/blob.ts'
import type { Rendition } from '../models/rendition.ts'
import { recipeKey } from '../recipes.ts'
import { renditionFile, renditionStorageKey } from '../storage_keys.ts'

/** A rendition as it lies in the storage. */
export type StoredRendition = Pick<Rendition, 'recipeKey' | 'storageKey' | 'mimeType' | 'width' | 'height' | 'size' | 'createdAt'>

/** What has to be known of bytes to draw them. */
export type Drawable = Pick<Blob, 'id' | 'sha256' | 'mimeType' | 'size' | 'storageKey'>

/** The renditions being made by this process: who asks for the same one meanwhile waits for it. */
const underway = new Map<string, Promise<StoredRendition>>()

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

  async handle(blob: Drawable, recipe: Recipe, name: string, priority = 0): Promise<StoredRendition> {
    return (await findRendition(blob.id, this.keyOf(blob, recipe))) ?? this.make(blob, recipe, name, priority)
  }

  /** Makes one that was looked for and is not there. */
  make(blob: Drawable, recipe: Recipe, name: string, priority = 0): Promise<StoredRendition> {
    const key = this.keyOf(blob, recipe)
    let making = underway.get(key)
    if (!making) {
      making = this.#make(blob, recipe, name, priority).finally(() => underway.delete(key))
      underway.set(key, making)
    }
    return making
  }

  /** Stores a file that was made. It is a rendition once it is recorded. */
  async store(blob: Drawable, recipe: Recipe, made: MadeFile): Promise<StoredRendition> {
    const key = this.keyOf(blob, recipe)
    const { path, size, sha256, mimeType, width, height } = made
    const storageKey = renditionStorageKey(blob.sha256, renditionFile(key, recipe.format))
    await handOver(this.plugins.storage(), storageKey, { path }, { size, sha256, canBeRemade: true })
    return { recipeKey: key, storageKey, mimeType, width, height, size, createdAt: Date.now() }
  }

  async record(trx: Transaction, blob: Drawable, name: string, stored: StoredRendition): Promise<void> {
    const { recipeKey: key, storageKey, mimeType, width, height, size, createdAt } = stored
    await carryOut(
      trx,
      // Another process may have made the same one at the same time; both wrote the same object.
      `insert into renditions (id, blob_id, recipe_key, recipe, storage_key, mime_type, width, height, size, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ${isSqlite() ? 'on conflict (blob_id, recipe_key) do nothing' : 'on duplicate key update id = id'}`,
      [newId(), blob.id, key, name, storageKey, mimeType, width, height, size, createdAt]
    )
  }

  async #make(blob: Drawable, recipe: Recipe, name: string, priority: number): Promise<StoredRendition> {
    const made = await this.copies.use(blob, (path) =>
      this.pool.render({ path, mimeType: blob.mimeType, size: blob.size }, recipe, workFolder(), { priority })
    )
    const stored = await this.store(blob, recipe, made)
    await inTransaction((trx) => this.record(trx, blob, name, stored))
    return stored
  }
}

const FIND = `select recipe_key as recipeKey, storage_key as storageKey, mime_type as mimeType, width, height, size, created_at as createdAt
  from renditions where blob_id = ? and recipe_key = ?`

/** A rendition that was made before, by its key. */
export async function findRendition(blobId: string, key: string): Promise<StoredRendition | null> {
  const [found] = await readRows<StoredRendition>(FIND, [blobId, key])
  return found ? { ...found, size: Number(found.size), createdAt: Number(found.createdAt) } : null
}
