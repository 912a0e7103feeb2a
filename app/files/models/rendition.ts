import { BaseModel, column } from '@adonisjs/lucid/orm'

/** What a recipe made of a blob. Its key says everything that went into it, so it is never stale. */
export class Rendition extends BaseModel {
  static table = 'renditions'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare blobId: string
  @column() declare recipeKey: string
  /** `thumb`, `preview`, or `image` for one made on request. */
  @column() declare recipe: string
  @column() declare storageKey: string
  @column() declare mimeType: string
  @column() declare width: number
  @column() declare height: number
  @column({ consume: Number }) declare size: number
  @column({ consume: Number }) declare createdAt: number
}
