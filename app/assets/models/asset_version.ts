import { BaseModel, column } from '@adonisjs/lucid/orm'

/** One blob in the life of an asset, numbered from 1. */
export class AssetVersion extends BaseModel {
  static table = 'asset_versions'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare assetId: string
  @column() declare blobId: string
  @column() declare number: number
  @column() declare fileName: string
  @column() declare note: string | null
  @column() declare createdBy: string | null
  @column({ consume: Number }) declare createdAt: number
}
