import db from '@adonisjs/lucid/services/db'
import { readCursor, writeCursor, type Cursor } from '#core/http/index'
import type { Visitor } from '#identity'
import { explainMatches, type Match } from '../search/explain_match.ts'
import { matching, newestMatches } from '../search/matching.ts'
import { nameKey } from '#core/support/name_key'
import type { Terms } from '../search/text_match.ts'
import { readProperties } from '../properties/properties.ts'
import { toAssetJson, type AssetJson } from '../transformers/asset_transformer.ts'
import {
  isCountedAbove,
  isCountedByType,
  narrow,
  prepared,
  termsIn,
  visibleAssets,
  type AssetFilters,
  type AssetSort,
} from './asset_query.ts'
import { keptByAdded } from './added_filters.ts'
import { assetRows, fixedRenditions, visibleOriginals } from './asset_row.ts'

export type AssetListQuery = AssetFilters & { sort?: AssetSort; limit?: number; cursor?: string }
/** With words searched for, each asset tells where they were found. */
export type ListedAsset = AssetJson & { match?: Match[] }
/** `takenFor`: words that nothing has, and those that they were taken for. `search`: not by the engine that should have searched. */
export type AssetPage = {
  data: ListedAsset[]
  meta: { total: number; totalIsCapped: boolean; next: string | null; takenFor?: Record<string, string[]>; search?: 'fallback' }
}

const DEFAULT_LIMIT = 50
/** A filtered total is counted no further than this. */
export const TOTAL_CAP = 1000
/** Ranking looks at this many of the newest matches: ranking 300,000 would take a third of a second. */
export const RANKED = 2000

export const ORDERS: Record<AssetSort, { column: string; direction: 'asc' | 'desc' }> = {
  latest: { column: 'assets.id', direction: 'desc' },
  oldest: { column: 'assets.id', direction: 'asc' },
  name: { column: 'assets.name_key', direction: 'asc' },
  size: { column: 'assets.size', direction: 'desc' },
  hand: { column: 'by_hand.position', direction: 'asc' },
}

type Place = { id: string; value: string | number }

/** One page of the assets that match, with how many there are and where the next page begins. */
export class ListAssets {
  async handle(visitor: Visitor, asked: AssetListQuery): Promise<AssetPage> {
    const query = await prepared(visitor, asked)
    const limit = query.limit ?? DEFAULT_LIMIT
    const terms = termsIn(query)
    if (query.text && terms.isEmpty) return { data: [], meta: { total: 0, totalIsCapped: false, next: null } }
    const isRanked = terms.canRank && !query.sort
    const page = isRanked ? await this.#ranked(visitor, query, terms, limit) : await this.#sorted(visitor, query, terms, limit)
    const count = page.matches === null ? await totalOf(visitor, query, terms, TOTAL_CAP) : capped(page.matches, TOTAL_CAP)
    const assets = await describeAssets(visitor, page.ids)
    const data: ListedAsset[] = terms.canRank ? await withMatches(assets, terms) : assets
    return { data, meta: { ...count, next: page.next, ...takenFor(terms, data), ...(terms.isFallback && { search: 'fallback' }) } }
  }

  async #sorted(visitor: Visitor, query: AssetListQuery, terms: Terms, limit: number) {
    const sort = query.sort ?? 'latest'
    const { column, direction } = ORDERS[sort]
    const places = visibleAssets(visitor, query)
    if (!terms.isEmpty) matching(places, terms)
    if (query.cursor) beyond(places, readCursor(query.cursor, sort), column, direction)
    places.select({ id: 'assets.id', value: column }).orderBy(column, direction)
    if (column !== 'assets.id') places.orderBy('assets.id', direction)
    const countsAlong = query.leads?.countsAlong && !query.cursor
    if (countsAlong) places.select(db.raw('count(*) OVER () AS matches'))
    const rows = (await places.limit(limit + 1)) as unknown as (Place & { matches?: number })[]
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      ids: shown.map((row) => row.id),
      next: rows.length > limit && last ? writeCursor(sort, last) : null,
      matches: countsAlong ? (rows[0]?.matches ?? 0) : null,
    }
  }

  /** Closest first among the newest matches. */
  async #ranked(visitor: Visitor, query: AssetListQuery, terms: Terms, limit: number) {
    const offset = query.cursor ? Number(readCursor(query.cursor, 'relevance').value) : 0
    if (terms.found) {
      const ids = await foundIds(visitor, query, terms)
      const next = ids.length > offset + limit ? writeCursor('relevance', { value: offset + limit, id: '' }) : null
      return { ids: ids.slice(offset, offset + limit), next, matches: ids.length }
    }
    const rows = (await rankedMatches(visitor, query, terms)
      .select('id')
      .select(db.raw('count(*) OVER () AS matches'))
      .offset(offset)
      .limit(limit + 1)) as unknown as { id: string; matches: number }[]
    return {
      ids: rows.slice(0, limit).map((row) => row.id),
      next: rows.length > limit ? writeCursor('relevance', { value: offset + limit, id: '' }) : null,
      // Beyond the last page there is no row to tell it.
      matches: rows[0] ? Number(rows[0].matches) : offset === 0 ? 0 : null,
    }
  }
}

/** Of the words that slips may have meant, those that stand in these assets: others may stand in what the visitor may not see. */
function takenFor({ slips, like }: Terms, assets: ListedAsset[]): { takenFor?: Record<string, string[]> } {
  if (slips.length === 0) return {}
  const texts = assets.flatMap(({ match = [] }) => match.flatMap(({ text, marks }) => marks.map(([from, to]) => text.slice(from, to))))
  const seen = new Set(texts.map(nameKey))
  const told = slips
    .map((slip) => [slip, like.get(slip)!.filter((word) => seen.has(word))] as const)
    .filter(([, words]) => words.length > 0)
  return told.length > 0 ? { takenFor: Object.fromEntries(told) } : {}
}

async function withMatches(assets: AssetJson[], terms: Terms): Promise<ListedAsset[]> {
  const matches = await explainMatches(assets, terms)
  return assets.map((asset) => ({ ...asset, match: matches.get(asset.id) ?? [] }))
}

/** How many match, counted no further than the cap unless the number is kept. */
export async function totalOf(visitor: Visitor, query: AssetListQuery, terms: Terms, cap: number) {
  if (isCountedByType(visitor, query)) {
    const counts = db
      .from('asset_counts')
      .where('is_trashed', query.bucket === 'trash')
      .sum('total as total')
    if (query.type) counts.where('type', query.type)
    if (query.brandId) counts.where('brand_id', query.brandId)
    const brands = visitor.brandsWith('assets.view')
    if (brands !== 'all') counts.whereIn('brand_id', brands)
    const [sum] = (await counts) as { total: number | string | null }[]
    return { total: Number(sum?.total ?? 0), totalIsCapped: false }
  }
  const kept = query.more && isCountedAbove(visitor, query) ? await keptByAdded(visitor, query.more) : null
  if (kept !== null) return { total: kept, totalIsCapped: false }
  const some = visibleAssets(visitor, { ...query, isCounted: true }).select('assets.id')
  if (!terms.isEmpty) matching(some, terms)
  const [count] = (await db.from(some.limit(cap + 1).as('some')).count('* as total')) as { total: number | string }[]
  return capped(Number(count?.total ?? 0), cap)
}

function capped(total: number, cap: number) {
  return { total: Math.min(total, cap), totalIsCapped: total > cap }
}

/** These assets, in this order. */
export async function describeAssets(visitor: Visitor, ids: string[]): Promise<AssetJson[]> {
  const rows = await assetRows(ids)
  const [renditions, originals, properties] = await Promise.all([
    fixedRenditions(rows.map((row) => row.blobId)),
    visibleOriginals(visitor, rows),
    readProperties(visitor, rows),
  ])
  return rows.map((row) =>
    toAssetJson(row, renditions.get(row.blobId) ?? [], originals.get(row.duplicateOf ?? '') ?? null, properties.get(row.id))
  )
}

type Query = ReturnType<typeof visibleAssets>

/** Beyond this row in a total order: by the value, then by the id. */
export function beyond(query: Query, cursor: Pick<Cursor, 'id' | 'value'>, column: string, direction: 'asc' | 'desc'): Query {
  const further = direction === 'asc' ? '>' : '<'
  if (column === 'assets.id') return query.where('assets.id', further, cursor.id)
  query.where(column, direction === 'asc' ? '>=' : '<=', cursor.value)
  return query.where((rest) => {
    rest.where(column, further, cursor.value).orWhere('assets.id', further, cursor.id)
  })
}

/** The newest matches, closest first. */
export function rankedMatches(visitor: Visitor, query: AssetListQuery, terms: Terms): Query {
  const newest = newestMatches(terms)
  narrow(newest, visitor, query)
  return db.from(newest.limit(RANKED).as('newest')).orderBy('rank').orderBy('id', 'desc') as Query
}

/** What a search engine found and the visitor may see, closest first: few enough to be looked through. */
export async function foundIds(visitor: Visitor, query: AssetListQuery, terms: Terms): Promise<string[]> {
  const rows = (await matching(visibleAssets(visitor, query), terms).select('assets.id')) as { id: string }[]
  const those = new Set(rows.map(({ id }) => id))
  return terms.found!.filter((id) => those.has(id))
}
