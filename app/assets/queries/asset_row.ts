import { readRows } from '#core/database/index'
import type { Colour, MediaType } from '#files'
import type { Visitor } from '#identity'
import type { Availability, ProcessingStatus, ReviewStatus, Shape, Source } from '../models/asset.ts'
import { visibleAssets } from './asset_query.ts'

/** An asset with the facts of its bytes, as one row; what lists and details are made of. */
export type AssetRow = {
  id: string
  brandId: string
  blobId: string
  versionNumber: number
  name: string
  fileName: string
  title: string | null
  description: string | null
  altText: string | null
  copyright: string | null
  sourceUrl: string | null
  keywords: string | null
  rating: number | null
  expiresAt: number | null
  licence: string | null
  usageTerms: string | null
  territory: string | null
  channels: string | null
  usageFrom: number | null
  usageUntil: number | null
  creditLine: string | null
  source: Source
  shape: Shape | null
  colour: Colour | null
  type: MediaType
  mimeType: string
  size: number
  processingStatus: ProcessingStatus
  availability: Availability
  reviewStatus: ReviewStatus
  isPrivate: boolean | number
  isTrashed: boolean | number
  duplicateOf: string | null
  missingFields: number
  revision: number
  createdBy: string | null
  createdByName: string | null
  createdAt: number
  updatedAt: number
  trashedAt: number | null
  purgeAt: number | null
  sha256: string
  errorCode: string | null
  errorMessage: string | null
  width: number | null
  height: number | null
  orientation: number | null
  pageCount: number | null
  durationSeconds: number | null
  frameRate: number | null
  dpi: number | null
  colorSpace: string | null
  iccName: string | null
  videoCodec: string | null
  audioCodec: string | null
  thumbHash: string | null
  storageKey: string
  /** Only of single assets: up to 64 kB of JSON. */
  embedded?: string | null
}

const ASSET_COLUMNS = {
  id: 'id',
  brandId: 'brand_id',
  blobId: 'blob_id',
  versionNumber: 'version_number',
  name: 'name',
  fileName: 'file_name',
  title: 'title',
  description: 'description',
  altText: 'alt_text',
  copyright: 'copyright',
  sourceUrl: 'source_url',
  keywords: 'keywords',
  rating: 'rating',
  expiresAt: 'expires_at',
  licence: 'licence',
  usageTerms: 'usage_terms',
  territory: 'territory',
  channels: 'channels',
  usageFrom: 'usage_from',
  usageUntil: 'usage_until',
  creditLine: 'credit_line',
  source: 'source',
  shape: 'shape',
  colour: 'colour',
  type: 'type',
  mimeType: 'mime_type',
  size: 'size',
  processingStatus: 'processing_status',
  availability: 'availability',
  reviewStatus: 'review_status',
  isPrivate: 'is_private',
  isTrashed: 'is_trashed',
  duplicateOf: 'duplicate_of',
  missingFields: 'missing_fields',
  revision: 'revision',
  createdBy: 'created_by',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  trashedAt: 'trashed_at',
  purgeAt: 'purge_at',
}

const BLOB_COLUMNS = {
  sha256: 'sha256',
  errorCode: 'error_code',
  errorMessage: 'error_message',
  width: 'width',
  height: 'height',
  orientation: 'orientation',
  pageCount: 'page_count',
  durationSeconds: 'duration_seconds',
  frameRate: 'frame_rate',
  dpi: 'dpi',
  colorSpace: 'color_space',
  iccName: 'icc_name',
  videoCodec: 'video_codec',
  audioCodec: 'audio_codec',
  thumbHash: 'thumb_hash',
  storageKey: 'storage_key',
}

const columnsOf = (table: string, columns: Record<string, string>) =>
  Object.entries(columns).map(([alias, column]) => `${table}.${column} as ${alias}`)

const COLUMNS = [...columnsOf('assets', ASSET_COLUMNS), ...columnsOf('blobs', BLOB_COLUMNS), 'users.name as createdByName'].join(', ')
const FROM = `from assets join blobs on blobs.id = assets.blob_id left join users on users.id = assets.created_by`

/** The rows of these assets, in the order of the ids. Whether the visitor may see them was asked before. */
export async function assetRows(ids: string[], options: { embedded?: boolean } = {}): Promise<AssetRow[]> {
  if (ids.length === 0) return []
  const columns = options.embedded ? `${COLUMNS}, blobs.embedded as embedded` : COLUMNS
  const rows = await readRows<AssetRow>(`select ${columns} ${FROM} where assets.id in (${placeholders(ids)})`, ids)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const placeholders = (values: unknown[]) => values.map(() => '?').join(', ')

export type RenditionRow = { blobId: string; recipe: string; width: number; height: number; key: string }

/** The thumbnails and previews there are of these blobs. */
export async function fixedRenditions(blobIds: string[]): Promise<Map<string, RenditionRow[]>> {
  const found = new Map<string, RenditionRow[]>()
  if (blobIds.length === 0) return found
  const ids = [...new Set(blobIds)]
  const rows = await readRows<RenditionRow>(
    `select blob_id as blobId, recipe, width, height, recipe_key as \`key\` from renditions
      where blob_id in (${placeholders(ids)}) and recipe in ('thumb', 'preview') order by created_at`,
    ids
  )
  for (const row of rows) found.set(row.blobId, [...(found.get(row.blobId) ?? []), row])
  return found
}

/** Of the assets that these duplicate, those that the visitor may know of. */
export async function visibleOriginals(visitor: Visitor, rows: AssetRow[]): Promise<Map<string, { id: string; name: string }>> {
  const ids = rows.flatMap((row) => row.duplicateOf ?? [])
  if (ids.length === 0) return new Map()
  const found = await visibleAssets(visitor).whereIn('assets.id', ids).select('assets.id', 'assets.name')
  return new Map(found.map((row) => [String(row.id), { id: String(row.id), name: String(row.name) }]))
}
