import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'
import type { Rendition } from '#files'

type Found = Pick<Rendition, 'storageKey' | 'size' | 'mimeType' | 'recipeKey' | 'createdAt'>

/** A rendition that was made before, by its key. */
export class FindRendition {
  async handle(blobId: string, recipeKey: string): Promise<Rendition | undefined> {
    const found: Found | undefined = await (db.connection().getReadClient() as Knex)('renditions')
      .where({ blob_id: blobId, recipe_key: recipeKey })
      .first({ storageKey: 'storage_key', size: 'size', mimeType: 'mime_type', recipeKey: 'recipe_key', createdAt: 'created_at' })
    return found as Rendition | undefined
  }
}
