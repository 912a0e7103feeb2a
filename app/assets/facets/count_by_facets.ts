import { setImmediate as turn } from 'node:timers/promises'
import type { Visitor } from '#identity'
import { isCountedByType, prepared, termsIn, visibleAssets, type AssetFilters } from '../queries/asset_query.ts'
import { totalOf } from '../queries/list_assets.ts'
import { matching } from '../search/matching.ts'
import type { Terms } from '../search/text_match.ts'
import { countFacets, facetLabels, type Counted } from './facets.ts'

/** Up to so many matches are counted exactly; of more, so many of the newest are looked at. */
const EXACT = 10_000
/** So many are read at once: a few milliseconds, after which others have their turn. */
const BATCH = 1000
/** So many values of one facet are told, the most frequent. */
const MOST_VALUES = 50

export type FacetValue = { value: string; label: string | null; count: number }
export type FacetsJson = {
  data: { name: string; values: FacetValue[] }[]
  meta: { total: number; totalIsCapped: boolean; isEstimated: boolean }
}

/**
 * How the assets that match fall into groups. A facet that is itself narrowed is counted as if it were not, so
 * that its other values can be chosen too.
 */
export class CountByFacets {
  async handle(visitor: Visitor, filters: AssetFilters, names: string[]): Promise<FacetsJson> {
    const narrowed = names.filter((name) => isNarrowed(filters, name))
    const rest = names.filter((name) => !narrowed.includes(name))
    const whole = await this.#count(visitor, filters, rest)
    const counted = new Map(whole.counted)
    for (const name of narrowed) {
      const { counted: own, factor } = await this.#count(visitor, without(filters, name), [name])
      counted.set(name, scaled(own.get(name)!, factor))
    }
    const data = await Promise.all(
      names.map(async (name) => {
        const values = counted.get(name) ?? new Map<string, number>()
        return { name, values: await named(visitor, name, narrowed.includes(name) ? values : scaled(values, whole.factor)) }
      })
    )
    return { data, meta: { total: whole.total, totalIsCapped: whole.totalIsCapped, isEstimated: whole.isEstimated } }
  }

  async #count(visitor: Visitor, asked: AssetFilters, names: string[]) {
    const filters = await prepared(visitor, asked)
    const terms = termsIn(filters)
    const ids = await this.#matches(visitor, filters, terms)
    const isEstimated = ids.length > EXACT
    const looked = ids.slice(0, EXACT)
    const counted = new Map<string, Counted>(names.map((name) => [name, new Map<string, number>()]))
    for (let at = 0; at < looked.length; at += BATCH) {
      for (const [name, values] of await countFacets(visitor, names, looked.slice(at, at + BATCH))) add(counted.get(name)!, values)
      await turn()
    }
    const count =
      isEstimated && isCountedByType(visitor, filters)
        ? await totalOf(visitor, filters, terms, EXACT)
        : { total: looked.length, totalIsCapped: isEstimated }
    return { counted, isEstimated, ...count, factor: count.totalIsCapped ? 1 : Math.max(1, count.total / Math.max(1, looked.length)) }
  }

  async #matches(visitor: Visitor, filters: AssetFilters, terms: Terms): Promise<string[]> {
    if (filters.text && terms.isEmpty) return []
    const query = visibleAssets(visitor, filters)
    if (!terms.isEmpty) matching(query, terms)
    const rows = (await query
      .select('assets.id')
      .orderBy('assets.id', 'desc')
      .limit(EXACT + 1)) as { id: string }[]
    return rows.map((row) => row.id)
  }
}

/** Facets whose filters have a place of their own in a query. */
const OWN: Record<string, keyof AssetFilters> = { type: 'type', processingStatus: 'processingStatus', brand: 'brandId' }

const isNarrowed = (filters: AssetFilters, name: string) => name in (filters.more ?? {}) || Boolean(OWN[name] && filters[OWN[name]])

function without(filters: AssetFilters, name: string): AssetFilters {
  const { more, ...rest } = filters
  const kept = Object.fromEntries(Object.entries(more ?? {}).filter(([field]) => field !== name))
  return { ...rest, ...(OWN[name] ? { [OWN[name]]: undefined } : {}), ...(Object.keys(kept).length > 0 ? { more: kept } : {}) }
}

function add(to: Counted, values: Counted) {
  for (const [value, count] of values) to.set(value, (to.get(value) ?? 0) + count)
}

const scaled = (values: Counted, factor: number): Counted =>
  factor === 1 ? values : new Map([...values].map(([value, count]) => [value, Math.round(count * factor)]))

async function named(visitor: Visitor, name: string, counted: Counted): Promise<FacetValue[]> {
  const most = [...counted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_VALUES)
  const labels = await facetLabels(
    visitor,
    name,
    most.map(([value]) => value)
  )
  return most.flatMap(([value, count]) => {
    const label = labels ? labels.get(value) : null
    return label === undefined ? [] : { value, label, count }
  })
}
