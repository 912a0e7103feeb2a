import { addedBuckets, addedFrom, idOf, isPlace, writtenOut, type AddedValue } from '../../queries/added_filters.ts'
import { BUCKETS, SORTS, type AssetFilters, type AssetSort } from '../../queries/asset_query.ts'
import type { AssetListQuery } from '../../queries/list_assets.ts'

export const TYPE_TABS = ['image', 'video', 'audio', 'document'] as const
const TYPES = [...TYPE_TABS, 'text', 'other'] as const
export const STATUSES = ['ready', 'processing', 'failed'] as const

const PAGE = 60
const LONGEST_PAGE = 200

/**
 * What the address of a library page asks for. A page is for people, who edit addresses and follow old
 * links, so a word that means nothing is left out instead of refused.
 */
export class LibraryQuery {
  readonly filters: AssetFilters
  readonly sort: AssetSort | undefined
  readonly cursor: string | undefined
  readonly limit: number
  /** The brand that the address names: not the active one, which holds for every page without being named. */
  readonly namedBrand: string | undefined

  /** The active brand decides, whatever an older address says. */
  constructor(asked: Record<string, unknown>, activeBrand: string | null = null) {
    const text = typeof asked.text === 'string' ? asked.text.trim().slice(0, 200) : ''
    this.namedBrand = activeBrand ? undefined : idOf(asked.brand)
    this.filters = {
      ...(text ? { text } : {}),
      ...present('type', oneOf(TYPES, asked.type)),
      ...present('processingStatus', oneOf(STATUSES, asked.processingStatus)),
      ...present('brandId', activeBrand ?? this.namedBrand),
      ...present('createdAfter', dayIn(asked.createdAfter)),
      ...present('createdBefore', lastOf(dayIn(asked.createdBefore))),
      bucket: oneOf([...BUCKETS, ...addedBuckets().map((bucket) => bucket.name)], asked.bucket) ?? 'all',
      ...addedFrom(asked),
      isLenient: true,
    }
    this.sort = oneOf(SORTS, asked.sort)
    this.cursor = typeof asked.cursor === 'string' && asked.cursor ? asked.cursor : undefined
    this.limit = Math.min(Math.max(Math.trunc(Number(asked.limit)) || PAGE, 1), LONGEST_PAGE)
  }

  get bucket() {
    return this.filters.bucket ?? 'all'
  }

  get isNarrowed(): boolean {
    return Boolean(this.filters.text || this.filters.type || this.filters.processingStatus) || this.activeFilters > 0
  }

  /** How many filters beside words, type and place are on. */
  get activeFilters(): number {
    const { more, createdAfter, createdBefore } = this.filters
    const times = [createdAfter, createdBefore].filter((time) => time !== undefined).length
    return Object.keys(more ?? {}).filter((name) => !isPlace(name)).length + times
  }

  /** The same place with nothing narrowed. */
  clearedHref(): string {
    const off = Object.keys(this.filters.more ?? {}).filter((name) => !isPlace(name))
    const changes = Object.fromEntries([...off, 'text', 'type', 'processingStatus', ...TIMES, 'sort'].map((name) => [name, undefined]))
    return this.href(changes)
  }

  /** What a form that asks these fields keeps of the rest. */
  keptBeside(fields: string[]): [string, string][] {
    return [...new URLSearchParams(this.search())].filter(([name]) => !fields.includes(name))
  }

  toList(): AssetListQuery {
    return { ...this.filters, sort: this.sort, limit: this.limit, cursor: this.cursor }
  }

  /** The address of the same page with some things changed; undefined takes one away. */
  href(changes: Record<string, AddedValue | undefined> = {}, path = '/assets'): string {
    const search = this.search(changes)
    return search ? `${path}?${search}` : path
  }

  /** The same assets as a table for spreadsheets. */
  exportHref(): string {
    return this.href({ sort: undefined, brand: this.filters.brandId, bom: 'true' }, '/api/v1/metadata-exports')
  }

  search(changes: Record<string, AddedValue | undefined> = {}): string {
    const bucket = this.bucket === 'all' ? undefined : this.bucket
    const { text, type, processingStatus, more } = this.filters
    const times = Object.fromEntries(TIMES.map((name) => [name, this.filters[name] === undefined ? undefined : dayOf(this.filters[name])]))
    const all = { text, type, processingStatus, ...more, ...times, brand: this.namedBrand, bucket, sort: this.sort, ...changes }
    return new URLSearchParams(Object.entries(all).flatMap(([name, value]) => writtenOut(name, value))).toString()
  }

  /** What a search keeps: everything but the words. */
  kept(): [string, string][] {
    return [...new URLSearchParams(this.search({ text: undefined, sort: undefined }))]
  }
}

function oneOf<const T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((one) => one === value)
}

/** The days between which an asset was added, both inclusive. */
export const TIMES = ['createdAfter', 'createdBefore'] as const
const DAY = 24 * 3600_000

function dayIn(value: unknown): number | undefined {
  const time = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value.slice(0, 10)) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

const lastOf = (day: number | undefined) => (day === undefined ? undefined : day + DAY - 1)
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

function present<K extends string, T>(key: K, value: T | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: T }
}
