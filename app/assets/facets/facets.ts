import { readRows } from '#core/database/index'
import { libraryBrandsOf, namesOf, type Visitor } from '#identity'

/** How often each value occurs among some assets. */
export type Counted = Map<string, number>

/** A way in which matches fall into groups. Its name is that of the filter that narrows to one of them. */
export type Facet = {
  name: string
  count: (visitor: Visitor, ids: string[]) => Promise<Counted>
  /** Names of values that are ids; what the visitor may not know has none and is left out. */
  labels?: (visitor: Visitor, values: string[]) => Promise<Map<string, string>>
  /** Other filters whose values are called the same. */
  alsoLabels?: string[]
}

/** The columns by which assets are grouped, by the names of their filters. */
const COLUMNS = {
  type: 'type',
  format: 'mime_type',
  source: 'source',
  rating: 'rating',
  reviewStatus: 'review_status',
  processingStatus: 'processing_status',
  availability: 'availability',
  orientation: 'shape',
  colour: 'colour',
  uploader: 'created_by',
  brand: 'brand_id',
} as const

type ColumnFacet = keyof typeof COLUMNS

/** Facets that are made while the installation runs, known by the look of their names. */
export type FacetFamily = {
  has: (name: string) => boolean
  count: (visitor: Visitor, names: string[], ids: string[]) => Promise<Map<string, Counted>>
  labels: (visitor: Visitor, name: string, values: string[]) => Promise<Map<string, string> | null>
}

const added: Facet[] = []
const families: FacetFamily[] = []

/** Lets a room that keeps facts of assets in tables of its own group them by these. */
export const addFacet = (facet: Facet) => void added.push(facet)

/** The facet that knows what the values of this filter are called. */
export function facetOf(filter: string): string | undefined {
  const name = filter.startsWith('without') ? filter[7]!.toLowerCase() + filter.slice(8) : filter
  if (facetNames().includes(name)) return name
  return added.find(({ alsoLabels }) => alsoLabels?.includes(filter))?.name
}
export const addFacetFamily = (family: FacetFamily) => void families.push(family)

export const isFacet = (name: string) => facetNames().includes(name) || families.some((family) => family.has(name))

export const facetNames = () => [...Object.keys(COLUMNS), ...added.map((facet) => facet.name)]

/** Counts these facets among these assets. */
export async function countFacets(visitor: Visitor, names: string[], ids: string[]): Promise<Map<string, Counted>> {
  const columns = names.filter((name): name is ColumnFacet => name in COLUMNS)
  const found = await countColumns(columns, ids)
  for (const facet of added) if (names.includes(facet.name)) found.set(facet.name, await facet.count(visitor, ids))
  for (const family of families) {
    const own = names.filter((name) => family.has(name))
    if (own.length > 0) for (const [name, counted] of await family.count(visitor, own, ids)) found.set(name, counted)
  }
  return found
}

export async function facetLabels(visitor: Visitor, name: string, values: string[]): Promise<Map<string, string> | null> {
  if (name === 'uploader') return namesOf(values)
  if (name === 'brand') {
    return new Map((await libraryBrandsOf(visitor)).filter(({ id }) => values.includes(id)).map((brand) => [brand.id, brand.name]))
  }
  const family = families.find((one) => one.has(name))
  if (family) return family.labels(visitor, name, values)
  return (await added.find((facet) => facet.name === name)?.labels?.(visitor, values)) ?? null
}

async function countColumns(names: ColumnFacet[], ids: string[]): Promise<Map<string, Counted>> {
  const counted = new Map<string, Counted>(names.map((name) => [name, new Map<string, number>()]))
  if (names.length === 0 || ids.length === 0) return counted
  const rows = await readRows<Record<ColumnFacet, string | number | null>>(
    `select ${names.map((name) => `${COLUMNS[name]} as \`${name}\``).join(', ')} from assets where id in (${ids.map(() => '?').join(', ')})`,
    ids
  )
  for (const name of names) {
    const values = counted.get(name)!
    for (const row of rows) {
      const value = row[name]
      if (value !== null) values.set(String(value), (values.get(String(value)) ?? 0) + 1)
    }
  }
  return counted
}
