import { COLOURS } from '#files'
import type { Visitor } from '#identity'
import { AVAILABILITIES, REVIEW_STATUSES, SHAPES, SOURCES } from '../../models/asset.ts'
import { facetLabels } from '../../facets/facets.ts'
import { fieldFilters, namesIn } from '../../fields/field_filters.ts'
import type { FacetsJson } from '../../facets/count_by_facets.ts'
import type { AssetWords } from './asset_words.ts'
import { TIMES, type LibraryQuery } from './library_query.ts'

/** What the form of filters offers as lists of values to tick. */
const TICKED: Record<string, readonly string[]> = {
  rating: ['5', '4', '3', '2', '1'],
  reviewStatus: REVIEW_STATUSES,
  source: SOURCES,
  availability: AVAILABILITIES,
  orientation: SHAPES,
  colour: COLOURS,
}

/** Facets whose values are not known before they are counted. */
const COUNTED = ['folder', 'category', 'campaign', 'format', 'uploader']
const SHOWN_OF_COUNTED = 8

const NUMBERS = ['widthMin', 'heightMin', 'durationMin', 'durationMax']
export const LACKING = ['title', 'description', 'altText', 'copyright', 'rating', 'licence']
const EXPIRING = ['7', '30', '90']

/** The facets that the open form asks for. */
export const FORM_FACETS = [...Object.keys(TICKED), ...COUNTED]

/** What stands in the form; numbers beside values once they were counted. */
export async function filterForm(visitor: Visitor, query: LibraryQuery, words: AssetWords, facets: FacetsJson | null = null) {
  const custom = await fieldFilters(visitor, query, words, facets)
  const asked = query.filters.more ?? {}
  const chosen = (name: string) => (Array.isArray(asked[name]) ? asked[name] : [])
  const counts = (name: string) => facets?.data.find((facet) => facet.name === name)?.values ?? []
  const option = (name: string, value: string, label: string) => {
    const count = facets ? (counts(name).find((one) => one.value === value)?.count ?? 0) : null
    return { value, label, isChosen: chosen(name).includes(value), count: count === null ? null : said(words, count, facets!) }
  }
  const counted = await Promise.all(
    COUNTED.map(async (name) => {
      const values = counts(name).slice(0, SHOWN_OF_COUNTED)
      const others = chosen(name).filter((value) => !values.some((one) => one.value === value))
      const labels = others.length > 0 ? await facetLabels(visitor, name, others) : null
      // What has names, and this one none, the visitor may not know.
      const known = others.filter((value) => !labels || labels.has(value))
      return {
        name,
        options: [
          ...values.map(({ value, label }) => option(name, value, words.value(name, value, label))),
          ...known.map((value) => option(name, value, words.value(name, value, labels?.get(value)))),
        ],
      }
    })
  )
  return {
    active: query.activeFilters,
    custom,
    groups: [
      ...Object.entries(TICKED).map(([name, values]) => ({
        name,
        options: values.map((value) => option(name, value, words.value(name, value))),
      })),
      ...counted.filter(({ options }) => options.length > 0),
    ],
    numbers: NUMBERS.map((name) => ({ name, value: asked[name] ?? '' })),
    lacking: LACKING.map((value) => ({ value, label: words.value('lacks', value), isChosen: chosen('lacks').includes(value) })),
    isUncategorised: asked.uncategorised === true,
    isUnfoldered: asked.unfoldered === true,
    expiring: EXPIRING.map((value) => ({ value, isChosen: String(asked.expiresWithin ?? '') === value })),
    times: TIMES.map((name) => ({ name, value: new URLSearchParams(query.search()).get(name) ?? '' })),
    kept: query.keptBeside([
      ...FORM_FACETS,
      ...NUMBERS,
      ...TIMES,
      'lacks',
      'uncategorised',
      'unfoldered',
      'expiresWithin',
      ...namesIn(custom),
    ]),
  }
}

function said(words: AssetWords, count: number, { meta }: FacetsJson): string {
  return meta.isEstimated && count > 0 ? `≈ ${words.number(count)}` : words.number(count)
}
