import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { Visitor } from '#identity'
import type { AssetsQuery } from './asset_query.ts'

/** What is asked of the filters that higher modules add, by the names of their fields. */
export type Added = Record<string, string | boolean>

/**
 * A way to narrow every list of assets that a higher module adds. Its fields are understood wherever
 * assets are asked for: API, addresses of pages, counts, search and operations on all that match.
 */
export type AddedFilter = {
  /** `id` names one thing, `flag` is yes or left out. */
  fields: Record<string, 'id' | 'flag'>
  /** Called for every question about assets; what was not asked for is not in `asked`. */
  narrow: (query: AssetsQuery, visitor: Visitor, asked: Added) => void
  /** How many match where nothing else narrows the list, if that number is kept. */
  keptTotal?: (visitor: Visitor, asked: Added) => Promise<number | null>
}

/** A list of its own that a higher module adds beside the buckets of the rail. */
export type AddedBucket = {
  name: string
  icon: string
  narrow: (query: AssetsQuery, visitor: Visitor) => void
  /** A number above zero is work to be done. */
  isWork?: boolean
}

const filters: AddedFilter[] = []
const buckets: AddedBucket[] = []

export const addAssetFilter = (filter: AddedFilter) => void filters.push(filter)
export const addAssetBucket = (bucket: AddedBucket) => void buckets.push(bucket)
export const addedBuckets = (): readonly AddedBucket[] => buckets

const fields = () => filters.flatMap((filter) => Object.entries(filter.fields))

export function narrowByAdded(query: AssetsQuery, visitor: Visitor, asked: Added, bucket: string | undefined) {
  for (const filter of filters) filter.narrow(query, visitor, asked)
  buckets.find((one) => one.name === bucket)?.narrow(query, visitor)
}

export async function keptByAdded(visitor: Visitor, asked: Added): Promise<number | null> {
  const concerned = filters.filter((filter) => Object.keys(filter.fields).some((name) => name in asked))
  return concerned.length === 1 ? ((await concerned[0]!.keptTotal?.(visitor, asked)) ?? null) : null
}

/** The rules for these fields in the API. */
export function addedRules(): Record<string, SchemaTypes> {
  return Object.fromEntries(
    fields().map(([name, kind]) => [name, kind === 'id' ? vine.string().maxLength(36).optional() : vine.boolean().optional()])
  )
}

/** Takes these fields out of what was asked; on a page, a word that means nothing is left out. */
export function addedFrom(input: Record<string, unknown>): { more?: Added } {
  const found = fields().flatMap(([name, kind]) => {
    const value = kind === 'id' ? idOf(input[name]) : isYes(input[name])
    return value ? [[name, value] as const] : []
  })
  return found.length > 0 ? { more: Object.fromEntries(found) } : {}
}

export const isYes = (value: unknown) => value === true || value === 1 || value === '1' || value === 'true' || value === 'on'

export function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,36}$/.test(value) ? value : undefined
}
