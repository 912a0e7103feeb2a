import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { Colour, MediaType } from '#files'

export type ProcessingStatus = 'processing' | 'ready' | 'failed'
export const AVAILABILITIES = ['public', 'automatic', 'internal'] as const
export type Availability = (typeof AVAILABILITIES)[number]
export const REVIEW_STATUSES = ['draft', 'inReview', 'approved', 'rejected', 'archived'] as const
export type ReviewStatus = (typeof REVIEW_STATUSES)[number]
/** Where an asset came from: a person, an AI, or another system. */
export const SOURCES = ['uploaded', 'generated', 'imported'] as const
export type Source = (typeof SOURCES)[number]
export const SHAPES = ['landscape', 'portrait', 'square'] as const
export type Shape = (typeof SHAPES)[number]

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
  @column() declare source: Source
  /** 1 to 5. */
  @column() declare rating: number | null
  @column(int) declare expiresAt: number | null
  @column() declare licence: string | null
  @column() declare usageTerms: string | null
  @column() declare territory: string | null
  @column() declare channels: string | null
  @column(int) declare usageFrom: number | null
  @column(int) declare usageUntil: number | null
  @column() declare creditLine: string | null
  /** These are the blob's, kept here for filters. */
  @column() declare width: number | null
  @column() declare height: number | null
  @column() declare durationSeconds: number | null
  @column() declare shape: Shape | null
  @column() declare colour: Colour | null
  /** The one folder that it is in; it may be a deleted one, which is none. */
  @column() declare folderId: string | null
  @column() declare duplicateOf: string | null
  /** How many required custom fields are empty. */
  @column(int) declare missingFields: number
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
