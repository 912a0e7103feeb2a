import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { MediaType } from '#files'
import type { Visitor } from '#identity'
import type { ProcessingStatus } from '../models/asset.ts'

export const BUCKETS = ['all', 'recent', 'trash'] as const
export const SORTS = ['latest', 'oldest', 'name', 'size'] as const

/** One question about assets: what is asked for. Who asks always goes with it. */
export type AssetFilters = {
  text?: string
  type?: MediaType
  processingStatus?: ProcessingStatus
  bucket?: (typeof BUCKETS)[number] | 'anywhere'
  /** Epoch milliseconds, both inclusive. */
  createdAfter?: number
  createdBefore?: number
}

export type AssetSort = (typeof SORTS)[number]

export const RECENT_MS = 7 * 24 * 3600_000

type Query = DatabaseQueryBuilderContract<Record<string, unknown>>

/**
 * The assets that this visitor may know of and that match, as the start of a query on `assets`. The
 * only way to them: grid, counts, API, search and bulk selections all begin here.
 */
export function visibleAssets(visitor: Visitor, filters: AssetFilters = {}): Query {
  const query = db.from('assets') as Query
  narrow(query, visitor, filters)
  return query
}

export function narrow(query: Query, visitor: Visitor, filters: AssetFilters) {
  if (filters.bucket !== 'anywhere') query.where('assets.is_trashed', filters.bucket === 'trash')
  const brands = visitor.brandsWith('assets.view')
  if (brands !== 'all') query.whereIn('assets.brand_id', brands)
  if (filters.type) query.where('assets.type', filters.type)
  if (filters.processingStatus) query.where('assets.processing_status', filters.processingStatus)
  const after = Math.max(filters.createdAfter ?? 0, filters.bucket === 'recent' ? Date.now() - RECENT_MS : 0)
  // Ids begin with the time they were made, so the index on them serves for dates too.
  if (after > 0) query.where('assets.id', '>=', firstIdOf(after))
  if (filters.createdBefore !== undefined) query.where('assets.id', '<', firstIdOf(filters.createdBefore + 1))
}

/** The smallest UUIDv7 of a moment. */
function firstIdOf(epochMs: number): string {
  const hex = Math.max(0, Math.floor(epochMs)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-`
}

/** Whether the kept numbers answer how many there are. */
export function isCountedByType(filters: AssetFilters): boolean {
  return (
    !filters.text &&
    !filters.processingStatus &&
    filters.bucket !== 'recent' &&
    filters.createdAfter === undefined &&
    filters.createdBefore === undefined
  )
}
