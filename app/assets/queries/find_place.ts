import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import type { Terms } from '../search/text_match.ts'
import type { AssetJson } from '../transformers/asset_transformer.ts'
import { prepared, termsIn, visibleAssets } from './asset_query.ts'
import { beyond, describeAssets, foundIds, ORDERS, RANKED, rankedMatches, totalOf, type AssetListQuery } from './list_assets.ts'
import { matching } from '../search/matching.ts'

/** A place further down the list than this is told as "10,000+". */
const COUNTED = 10_000
const AROUND = 9

type Count = { total: number; totalIsCapped: boolean }
type Places = { before: string[]; after: string[]; position: number; positionIsCapped: boolean }

/** Where an asset stands in a list, and its neighbours there; null where it is not part of it. */
export type Place = Count & Omit<Places, 'before' | 'after'> & { previous: string | null; next: string | null; around: AssetJson[] }

export class FindPlace {
  async handle(visitor: Visitor, id: string, asked: AssetListQuery): Promise<Place | null> {
    const query = await prepared(visitor, asked)
    const terms = termsIn(query)
    if (query.text && terms.isEmpty) return null
    const isRanked = terms.canRank && !query.sort
    const found = await (isRanked ? this.#ranked(visitor, id, query, terms) : this.#sorted(visitor, id, query, terms))
    if (!found) return null
    const { before, after, ...place } = found
    return {
      ...place,
      previous: before.at(-1) ?? null,
      next: after[0] ?? null,
      around: await describeAssets(visitor, [...before, id, ...after]),
    }
  }

  async #sorted(visitor: Visitor, id: string, query: AssetListQuery, terms: Terms): Promise<(Places & Count) | null> {
    const { column, direction } = ORDERS[query.sort ?? 'latest']
    const listed = () => {
      const assets = visibleAssets(visitor, query)
      return terms.isEmpty ? assets : matching(assets, terms)
    }
    const here = await listed().where('assets.id', id).select({ value: column }).first()
    if (!here) return null
    const towards = (way: 'asc' | 'desc') =>
      beyond(listed().select('assets.id'), { id, value: here.value as string | number }, column, way)
        .orderBy(column, way)
        .orderBy('assets.id', way)
    const back = direction === 'asc' ? 'desc' : 'asc'
    const [before, after, [ahead], count] = await Promise.all([
      towards(back).limit(AROUND),
      towards(direction).limit(AROUND),
      db.from(towards(back).limit(COUNTED).as('ahead')).count('* as total'),
      totalOf(visitor, query, terms, COUNTED),
    ])
    const position = Number(ahead?.total ?? 0) + 1
    const ids = (rows: { id?: unknown }[]) => rows.map((row) => String(row.id))
    return {
      before: ids(before).reverse(),
      after: ids(after),
      position: Math.min(position, COUNTED),
      positionIsCapped: position > COUNTED,
      ...count,
    }
  }

  /** What is ranked is short enough to be looked through. */
  async #ranked(visitor: Visitor, id: string, query: AssetListQuery, terms: Terms): Promise<(Places & Count) | null> {
    const ids = await (terms.found ? foundIds(visitor, query, terms) : this.#rankedIds(visitor, query, terms))
    const at = ids.indexOf(id)
    if (at < 0) return null
    return {
      before: ids.slice(Math.max(0, at - AROUND), at),
      after: ids.slice(at + 1, at + 1 + AROUND),
      position: at + 1,
      positionIsCapped: false,
      total: ids.length,
      totalIsCapped: !terms.found && ids.length === RANKED,
    }
  }

  async #rankedIds(visitor: Visitor, query: AssetListQuery, terms: Terms): Promise<string[]> {
    const rows = (await rankedMatches(visitor, query, terms).select('id')) as { id: string }[]
    return rows.map((row) => row.id)
  }
}
