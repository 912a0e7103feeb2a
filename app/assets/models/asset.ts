import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { MediaType } from '#files'

export type ProcessingStatus = 'processing' | 'ready' | 'failed'
export type Availability = 'public' | 'automatic' | 'internal'
export type ReviewStatus = 'draft' | 'inReview' | 'approved' | 'rejected' | 'archived'

const bool = { consume: Boolean }
const int = { consume: (value: unknown) => (value === null || value === undefined ? null : Number(value)) }
const json = <T>(empty: T) => ({
  prepare: (value: T) => JSON.stringify(value),
  consume: (value: string | null) => (value === null ? empty : (JSON.parse(value) as T)),
})

/** The card people see and describe. Its bytes are those of its current version. */
export class Asset extends BaseModel {
  static table = 'assets'
  static selfAssignPrimaryKey = true

  @column({ isPrimary: true }) declare id: string
  @column() declare brandId: string
  @column() declare blobId: string
  @column() declare versionNumber: number
  @column() declare name: string
  @column() declare nameKey: string
  @column() declare fileName: string
  @column() declare title: string | null
  @column() declare description: string | null
  @column() declare altText: string | null
  @column() declare copyright: string | null
  @column() declare sourceUrl: string | null
  @column(json<string[]>([])) declare keywords: string[]
  @column() declare type: MediaType
  @column() declare mimeType: string
  @column(int) declare size: number
  @column() declare processingStatus: ProcessingStatus
  @column() declare availability: Availability
  @column() declare reviewStatus: ReviewStatus
  @column(bool) declare isPrivate: boolean
  @column(bool) declare isTrashed: boolean
  @column() declare duplicateOf: string | null
  /** Counts every change of the card; its ETag. */
  @column() declare revision: number
  /** At which revision each field was last changed, so that two people who change different fields do not collide. */
  @column(json<Record<string, number>>({})) declare fieldRevisions: Record<string, number>
  @column() declare createdBy: string | null
  @column(int) declare createdAt: number
  @column(int) declare updatedAt: number
  @column(int) declare trashedAt: number | null
  @column() declare trashedBy: string | null
  @column(int) declare purgeAt: number | null
}

/** The form of a name by which it is sorted: without case and accents, the same on every database. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .slice(0, 180)
}
