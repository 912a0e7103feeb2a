import { BaseModel, column } from '@adonisjs/lucid/orm'

export const COLLECTION_KINDS = ['library', 'personal', 'smart'] as const
/** Those that belong to a brand. */
export const SHARED_KINDS: CollectionKind[] = ['library', 'smart']
export type CollectionKind = (typeof COLLECTION_KINDS)[number]

const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }

/** A grouping of assets (C1): nested and shared by a brand (`library`), one person's basket (`personal`), or what answers a question (`smart`). */
export class Collection extends BaseModel {
  static table = 'collections'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare kind: CollectionKind
  /** Of those that a brand shares. */
  @column() declare brandId: string | null
  /** Of personal collections. */
  @column() declare ownerId: string | null
  @column() declare parentId: string | null
  @column() declare siblingOf: string | null
  @column() declare name: string
  @column() declare nameKey: string
  /** 1 for those that stand in no other. */
  @column() declare depth: number
  /** How many assets are directly in it, those in the trash apart. */
  @column() declare assetCount: number
  /** Of smart collections: what matches is in it. */
  @column() declare question: string | null
  /** What those who are not named may do at most, as a rank of `LEVELS`; of those that a brand shares. */
  @column() declare openTo: number
  @column() declare createdBy: string | null
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
  @column(int) declare deletedAt: number | null
  /** The collection by whose deletion it went. */
  @column() declare deletedWith: string | null
}
