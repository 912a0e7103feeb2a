import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { MediaType } from '#files'
import type { Visitor } from '#identity'
import { closedFolders } from '#taxonomy'
import type { ProcessingStatus } from '../models/asset.ts'
import { NoOrderByHand } from '../errors.ts'
import { COLUMN_FIELDS, predicatesOf } from './column_filters.ts'
import { among, FEW, FEW_COUNTED, leadsOf, narrowByPredicates, type Leads, type Predicate } from './predicates.ts'
import { matchingIds } from '../search/matching.ts'
import { searched } from '../search/engine/ask_engine.ts'
import { termsOf, understood, type Terms } from '../search/text_match.ts'
import { addAssetFilter, isKeptByHand, knownOf, narrowByAdded, questionsIn, type Added, type Known } from './added_filters.ts'

export const BUCKETS = ['all', 'recent', 'trash'] as const
/** `hand` is the order that people gave a collection. */
export const SORTS = ['latest', 'oldest', 'name', 'size', 'hand'] as const

/** One question about assets: what is asked for. Who asks always goes with it. */
export type AssetFilters = {
  text?: string
  type?: MediaType
  processingStatus?: ProcessingStatus
  /** One of BUCKETS, `anywhere`, or one that a higher module adds. */
  bucket?: string
  brandId?: string
  /** Epoch milliseconds, both inclusive. */
  createdAfter?: number
  createdBefore?: number
  /** What is asked of the filters that higher modules add. */
  more?: Added
  /** Asked by the address of a page: what cannot be meant finds nothing, instead of being refused. */
  isLenient?: boolean
  /** What was found out before: `prepared` puts these here. */
  known?: Known
  /** Other questions that what matches must answer too, such as that of a smart collection. */
  within?: AssetFilters[]
  leads?: Leads | null
  /** How many there are is wanted, and not which. */
  isCounted?: boolean
  terms?: Terms
}

/** The words that are asked for, with what stands for them where that was found out before. */
export const termsIn = ({ terms, text }: AssetFilters): Terms => terms ?? termsOf(text)

export type AssetSort = (typeof SORTS)[number]

export const RECENT_MS = 7 * 24 * 3600_000

export type AssetsQuery = DatabaseQueryBuilderContract<Record<string, unknown>>

/** To be called once before `visibleAssets` and `narrow` where filters of others may be asked. */
export async function prepared<T extends AssetFilters & { sort?: AssetSort }>(visitor: Visitor, filters: T): Promise<T> {
  if (filters.leads !== undefined) return filters
  const found = { ...(await foundOut(visitor, filters)), terms: await searched(visitor, filters) }
  const sort = filters.sort === 'hand' && !isKeptByHand(filters.more ?? {}, found.known) ? undefined : filters.sort
  if (sort !== filters.sort && !filters.isLenient) throw new NoOrderByHand()
  const questions = [filters, ...(found.within ?? [])]
  const isPlain = filters.bucket !== 'anywhere' && questions.every(({ text }) => !text)
  const asked = questions.flatMap((question) => predicates(visitor, question))
  const leads = isPlain ? await leadsOf(asked, filters.bucket === 'trash', ['latest', 'oldest', undefined].includes(sort)) : null
  return { ...filters, ...found, sort, within: found.within?.map((question) => ({ ...question, leads })), leads }
}

async function foundOut(visitor: Visitor, { more, isLenient = false }: AssetFilters): Promise<Pick<AssetFilters, 'known' | 'within'>> {
  if (!more) return {}
  const known = await knownOf(visitor, more, { isLenient })
  // They were kept; what they ask of may be gone by now.
  const kept = questionsIn(known).map((question) => ({ ...question, isLenient: true }))
  const within = await Promise.all(
    kept.map(async (question) => ({ ...question, ...(await foundOut(visitor, question)), terms: await understood(question.text) }))
  )
  return { known, within }
}

addAssetFilter({ fields: COLUMN_FIELDS, narrow: () => undefined })

/** Whether a list of these may be sorted by hand. */
export async function canSortByHand(visitor: Visitor, filters: AssetFilters): Promise<boolean> {
  const { known } = await foundOut(visitor, filters)
  return isKeptByHand(filters.more ?? {}, known)
}

/** What is asked of the columns of an asset, and what the visitor may see. */
function predicates(visitor: Visitor, filters: AssetFilters): Predicate[] {
  const brands = visitor.brandsWith('assets.view')
  const { brandId, type, processingStatus } = filters
  return [
    ...(brands === 'all' ? [] : [brands.length > 0 ? among('brand_id', brands) : NOTHING]),
    ...sight(visitor),
    ...(brandId ? [among('brand_id', [brandId])] : []),
    ...(type ? [among('type', [type])] : []),
    ...(processingStatus ? [among('processing_status', [processingStatus])] : []),
    ...predicatesOf(filters.more ?? {}),
  ]
}

/** What is in restricted folders is there for those only to whom these are open; for most people nothing is restricted. */
function sight(visitor: Visitor): Predicate[] {
  const closed = closedFolders(visitor)
  const brands = visitor.brandsNotWhole
  // The brand comes first: it is asked of the row, and so no index seems to SQLite to hold all that is wanted.
  return closed
    ? [
        {
          column: 'brand_id',
          says: `not in (${brands.map(() => '?').join(', ')}) or assets.folder_id is null or assets.folder_id not in (${closed.sql})`,
          values: [...brands, ...closed.values],
        },
      ]
    : []
}

const NOTHING: Predicate = { column: 'id', says: 'is null', values: [] }

/**
 * The assets that this visitor may know of and that match, as the start of a query on `assets`. The
 * only way to them: grid, counts, API, search and bulk selections all begin here.
 */
export function visibleAssets(visitor: Visitor, filters: AssetFilters & { sort?: AssetSort } = {}): AssetsQuery {
  const query = db.from('assets') as AssetsQuery
  narrow(query, visitor, filters)
  return query
}

export function narrow(query: AssetsQuery, visitor: Visitor, filters: AssetFilters & { sort?: AssetSort }) {
  if (filters.bucket !== 'anywhere') query.where('assets.is_trashed', filters.bucket === 'trash')
  const { leads, isCounted } = filters
  narrowByPredicates(query, predicates(visitor, filters), leads && (isCounted ? leads.counted : leads.listed))
  narrowByTime(query, filters)
  narrowByAdded(query, visitor, filters.more ?? {}, filters.known, {
    bucket: filters.bucket,
    isByHand: filters.sort === 'hand',
    few: isCounted ? FEW_COUNTED : FEW,
  })
  for (const question of filters.within ?? []) {
    narrow(query, visitor, { ...question, isCounted, sort: undefined, bucket: inLibrary(question.bucket) })
    if (question.text) query.whereIn('assets.id', matchingIds(termsIn(question)))
  }
}

/** What a question within another asks of the place, when that has said already whether it is the library or the trash. */
const inLibrary = (bucket: string | undefined) => (bucket === undefined || bucket === 'all' || bucket === 'trash' ? 'anywhere' : bucket)

function narrowByTime(query: AssetsQuery, filters: AssetFilters) {
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

/** Whether the kept numbers answer how many there are. They know nothing of what is closed to some. */
export function isCountedByType(visitor: Visitor, filters: AssetFilters): boolean {
  return !filters.more && isWhole(filters) && visitor.seesWhole(filters.brandId)
}

/** Whether it is about a whole bucket, apart from brand, type and what higher modules add. */
function isWhole(filters: AssetFilters): boolean {
  return (
    !filters.text &&
    !filters.processingStatus &&
    ['all', 'trash'].includes(filters.bucket ?? 'all') &&
    filters.createdAfter === undefined &&
    filters.createdBefore === undefined
  )
}

/** Whether a higher module may know the number of a list that only its filters narrow. */
export function isCountedAbove(visitor: Visitor, filters: AssetFilters): boolean {
  return (
    visitor.seesWhole() &&
    Boolean(filters.more) &&
    !filters.brandId &&
    !filters.type &&
    (filters.bucket ?? 'all') === 'all' &&
    isWhole(filters)
  )
}
