import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from 'thumbhash'
import type { AssetJson } from '../../transformers/asset_transformer.ts'
import type { AssetWords } from './asset_words.ts'
import { piecesOf, type Piece } from './marked_text.ts'
import type { Match } from '../../search/explain_match.ts'
import type { LibraryQuery } from './library_query.ts'

export const TYPE_ICONS: Record<string, string> = {
  image: 'image',
  video: 'film',
  audio: 'audio-lines',
  document: 'file-text',
  text: 'file-type',
  other: 'file',
}

/** Beyond these a picture would be a thread in the grid; it is shown in part. */
const NARROWEST = 0.5
const WIDEST = 3.2

type CardAsset = Pick<
  AssetJson,
  | 'id'
  | 'name'
  | 'fileName'
  | 'type'
  | 'mimeType'
  | 'size'
  | 'width'
  | 'height'
  | 'dpi'
  | 'durationSeconds'
  | 'pageCount'
  | 'processingStatus'
  | 'processingError'
  | 'isPrivate'
  | 'createdBy'
  | 'altText'
  | 'thumbHash'
  | 'renditions'
  | 'purgeAt'
  | 'version'
  | 'missingFields'
> & { match?: Match[] }

/** What a card in the grid shows of an asset: badges say only what differs from the ordinary. */
export function toCard(asset: CardAsset, query: LibraryQuery, words: AssetWords) {
  const { thumb } = asset.renditions
  const context = query.search()
  const suffix = context ? `?${context}` : ''
  return {
    id: asset.id,
    name: asset.name,
    version: asset.version,
    type: asset.type,
    status: asset.processingStatus,
    panelHref: `/assets/${asset.id}${suffix}`,
    viewHref: `/assets/${asset.id}/view${suffix}`,
    thumb,
    preview: asset.type === 'image' ? asset.renditions.preview?.url : null,
    alt: asset.altText ?? '',
    ratio: ratioOf(asset).toFixed(4),
    ground: asset.thumbHash && thumb ? ground(asset.thumbHash) : '',
    thumbHash: thumb ? asset.thumbHash : null,
    isClear: asset.thumbHash ? thumbHashToAverageRGBA(Buffer.from(asset.thumbHash, 'base64')).a < 0.98 : false,
    icon: asset.processingStatus === 'failed' ? 'file-warning' : (TYPE_ICONS[asset.type] ?? 'file'),
    format: words.format(asset),
    size: words.size(asset.size),
    dimensions: words.dimensions(asset),
    dpi: words.dpi(asset),
    creator: asset.createdBy?.name ?? null,
    duration: asset.durationSeconds ? words.duration(asset.durationSeconds) : null,
    pages: asset.type === 'document' && asset.pageCount ? words.t('pages', { count: asset.pageCount }) : null,
    typeBadge: typeBadge(asset, words),
    resolution: asset.type === 'video' ? resolution(asset) : null,
    isPrivate: asset.isPrivate,
    missing: asset.missingFields > 0 ? words.t('missing_fields', { count: asset.missingFields }) : null,
    reason: asset.processingError?.message ?? null,
    isFound: (asset.match?.length ?? 0) > 0,
    marked: markedName(asset),
    match: elsewhere(asset, words),
    daysLeft: asset.purgeAt ? words.t('days_left', { count: words.daysUntil(asset.purgeAt) }) : null,
  }
}

/** The name in pieces, of which some were searched for. */
function markedName({ name, match = [] }: CardAsset): Piece[] {
  const found = match.find(({ field }) => field === 'name')
  return found ? piecesOf(found) : [{ text: name, isMarked: false }]
}

/** What was found beside the name, and where. */
function elsewhere({ match = [] }: CardAsset, words: AssetWords): { field: string; pieces: Piece[] } | null {
  const found = match.find(({ field }) => field !== 'name')
  return found ? { field: words.t(`found_in_${found.field}`), pieces: piecesOf(found) } : null
}

/** An ordinary photograph needs no badge; anything else with a picture says what it is. */
function typeBadge(asset: CardAsset, words: AssetWords): string | null {
  if (asset.type === 'image') return ['image/jpeg', 'image/png', 'image/webp'].includes(asset.mimeType) ? null : words.format(asset)
  return asset.type === 'video' ? null : words.format(asset)
}

/** S2-44: how people call the resolution of a video. */
export function resolution(asset: { width: number | null; height: number | null }): string | null {
  if (!asset.width || !asset.height) return null
  const lines = Math.min(asset.width, asset.height)
  if (lines >= 2160) return '4K'
  const named = [1440, 1080, 720, 480].find((one) => lines >= one)
  return named ? `${named}p` : null
}

function ratioOf(asset: CardAsset): number {
  const shape = asset.renditions.thumb ?? (asset.processingStatus !== 'failed' && asset.type === 'image' ? asset : null)
  const ratio = shape?.width && shape.height ? shape.width / shape.height : (hashRatio(asset.thumbHash) ?? 1)
  return Math.min(Math.max(ratio, NARROWEST), WIDEST)
}

function hashRatio(thumbHash: string | null): number | null {
  return thumbHash ? thumbHashToApproximateAspectRatio(Buffer.from(thumbHash, 'base64')) : null
}

/** The mean colour, under the picture from the first paint on, with or without script. */
function ground(thumbHash: string): string {
  const { r, g, b, a } = thumbHashToAverageRGBA(Buffer.from(thumbHash, 'base64'))
  if (a < 0.98) return ''
  return `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(' ')})`
}
