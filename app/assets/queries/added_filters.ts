import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { Visitor } from '#identity'
import type { AssetFilters, AssetsQuery } from './asset_query.ts'

export type AddedValue = string | boolean | number | string[]

/** What is asked of the filters, by the names of their fields. */
export type Added = Record<string, AddedValue>

/**
 * What a field holds: `id` names one thing, `ids` several with commas between, `flag` is yes or left
 * out, `number` counts from 0, `text` is one text, `words` are texts, each under the same name again, and `values`
 * are texts with commas between. A list of words allows one or more of these, with commas between.
 */
export type FieldKind = 'id' | 'ids' | 'flag' | 'number' | 'text' | 'words' | 'values' | readonly string[]

/**
 * A way to narrow every list of assets. Its fields are understood wherever assets are asked for: API,
 * addresses of pages, counts, search and operations on all that match.
 */
export type AddedFilter<K = unknown> = {
  fields: Record<string, FieldKind>
  /** What a field holds that is known by the look of its name alone, such as `field.season`. */
  family?: (name: string) => FieldKind | undefined
  /** Its fields say where one is, such as in a collection, and not what is left out there. */
  isPlace?: boolean
  /** Finds out beforehand what `narrow` needs to know, and refuses what cannot be meant, unless it is asked by an address that people edit. Only where one of its fields is asked. */
  prepare?: (visitor: Visitor, asked: Added, how: { isLenient: boolean }) => Promise<K>
  /** Questions that what matches must answer too, known after `prepare`. */
  within?: (known: K) => AssetFilters[]
  /**
   * Called where one of its fields is asked; a field that was not is not in `asked`. Up to `few` are better looked up
   * than met on a walk from the newest.
   */
  narrow: (query: AssetsQuery, visitor: Visitor, asked: Added, known: K, few: number) => void
  /** Where people put what matches in an order of their own: joins a table as `by_hand` whose `position` is that order, instead of `narrow`. */
  byHand?: { isKept: (asked: Added, known: K) => boolean; join: (query: AssetsQuery, asked: Added) => void }
  /** How many match where nothing else narrows the list, if that number is kept. */
  keptTotal?: (visitor: Visitor, asked: Added) => Promise<number | null>
}

/** What filters found out beforehand. */
export type Known = Map<AddedFilter, unknown>

/** A list of its own that a higher module adds beside the buckets of the rail. */
export type AddedBucket = {
  name: string
  icon: string
  narrow: (query: AssetsQuery, visitor: Visitor) => void
  /** A number above zero is work to be done. */
  isWork?: boolean
}

/** So much may be named in one field. */
const MOST = 50
const LONGEST_TEXT = 300

const filters: AddedFilter[] = []
const buckets: AddedBucket[] = []

export const addAssetFilter = <K>(filter: AddedFilter<K>) => void filters.push(filter as AddedFilter)
export const addAssetBucket = (bucket: AddedBucket) => void buckets.push(bucket)
export const addedBuckets = (): readonly AddedBucket[] => buckets

const fields = () => filters.flatMap((filter) => Object.entries(filter.fields))
const concerned = (asked: Added) =>
  filters.filter(({ fields: own, family }) => Object.keys(asked).some((name) => name in own || family?.(name) !== undefined))

/** Whether this field says where one is. */
export const isPlace = (field: string) => filters.some((filter) => filter.isPlace && field in filter.fields)

export async function knownOf(visitor: Visitor, asked: Added, how: { isLenient: boolean }): Promise<Known> {
  const known: Known = new Map()
  for (const filter of concerned(asked)) if (filter.prepare) known.set(filter, await filter.prepare(visitor, asked, how))
  return known
}

export function questionsIn(known: Known = new Map()): AssetFilters[] {
  return [...known].flatMap(([filter, found]) => filter.within?.(found) ?? [])
}

/** Whether what is asked for has an order that people gave it. */
export const isKeptByHand = (asked: Added, known: Known | undefined) =>
  concerned(asked).some((filter) => filter.byHand?.isKept(asked, known?.get(filter)))

export function narrowByAdded(
  query: AssetsQuery,
  visitor: Visitor,
  asked: Added,
  known: Known | undefined,
  { bucket, isByHand, few }: { bucket: string | undefined; isByHand: boolean; few: number }
) {
  for (const filter of concerned(asked)) {
    if (filter.prepare && !known?.has(filter)) throw new Error(`Filter ${Object.keys(filter.fields).join(', ')} was not prepared.`)
    if (isByHand && filter.byHand?.isKept(asked, known?.get(filter))) filter.byHand.join(query, asked)
    else filter.narrow(query, visitor, asked, known?.get(filter), few)
  }
  buckets.find((one) => one.name === bucket)?.narrow(query, visitor)
}

export async function keptByAdded(visitor: Visitor, asked: Added): Promise<number | null> {
  const asking = concerned(asked)
  return asking.length === 1 ? ((await asking[0]!.keptTotal?.(visitor, asked)) ?? null) : null
}

/** The rules for these fields in the API. */
export function addedRules(): Record<string, SchemaTypes> {
  return Object.fromEntries(fields().map(([name, kind]) => [name, ruleOf(kind)]))
}

function ruleOf(kind: FieldKind): SchemaTypes {
  if (kind === 'id') return vine.string().maxLength(36).optional()
  if (kind === 'flag') return vine.boolean().optional()
  if (kind === 'number') return vine.number().min(0).optional()
  if (kind === 'text') return vine.string().trim().maxLength(LONGEST_TEXT).optional()
  if (kind === 'words') return vine.array(vine.string().trim().minLength(1).maxLength(300)).maxLength(MOST).parse(wordsIn).optional()
  const one =
    kind === 'values' ? vine.string().trim().maxLength(LONGEST_TEXT) : kind === 'ids' ? vine.string().regex(ID) : vine.enum([...kind])
  return vine.array(one).minLength(1).maxLength(MOST).parse(listIn).optional()
}

/** Takes these fields out of what was asked; on a page, a word that means nothing is left out. */
export function addedFrom(input: Record<string, unknown>): { more?: Added } {
  const found = [...fields(), ...familiar(input)].flatMap(([name, kind]) => {
    const value = valueIn(kind, input[name])
    return value === undefined || value === false || (Array.isArray(value) && value.length === 0) ? [] : [[name, value] as const]
  })
  return found.length > 0 ? { more: Object.fromEntries(found) } : {}
}

/** What of this can be asked of a list: the named fields, and those of custom fields. */
export function askable(input: Record<string, unknown>, named: string[]): Record<string, unknown> {
  const known = new Set([...named, ...familiar(input).map(([name]) => name)])
  return Object.fromEntries(Object.entries(input).filter(([name]) => known.has(name)))
}

/** The fields that are known by their look. */
function familiar(input: Record<string, unknown>): [string, FieldKind][] {
  const families = filters.flatMap(({ family }) => family ?? [])
  return Object.keys(input).flatMap((name) => {
    const kind = families.map((family) => family(name)).find((one) => one !== undefined)
    return kind === undefined ? [] : [[name, kind] as [string, FieldKind]]
  })
}

function valueIn(kind: FieldKind, raw: unknown): AddedValue | undefined {
  if (kind === 'id') return idOf(raw)
  if (kind === 'flag') return isYes(raw)
  if (kind === 'number') return typeof raw !== 'object' && String(raw ?? '').trim() !== '' && Number(raw) >= 0 ? Number(raw) : undefined
  if (kind === 'text') return typeof raw === 'string' && raw.trim() ? raw.trim().slice(0, LONGEST_TEXT) : undefined
  const listed = kind === 'words' ? wordsIn(raw) : listIn(raw)
  if (!Array.isArray(listed)) return undefined
  const texts = listed.flatMap((one) => (typeof one === 'string' && one.trim() ? [one.trim().slice(0, LONGEST_TEXT)] : []))
  return texts.filter((one) => kind === 'words' || kind === 'values' || (kind === 'ids' ? ID.test(one) : kind.includes(one))).slice(0, MOST)
}

const ID = /^[\w-]{1,36}$/

const wordsIn = (raw: unknown) => (typeof raw === 'string' ? [raw] : raw)
const listIn = (raw: unknown) => (typeof raw === 'string' ? raw.split(',') : raw)

/** How a field is written into an address; `words` as often as it has any. */
export function writtenOut(name: string, value: AddedValue | undefined): [string, string][] {
  if (value === undefined || value === false) return []
  if (!Array.isArray(value)) return [[name, value === true ? '1' : String(value)]]
  const isRepeated = fields().some(([field, kind]) => field === name && kind === 'words')
  return isRepeated ? value.map((one) => [name, one]) : [[name, value.join(',')]]
}

export const isYes = (value: unknown) => value === true || value === 1 || value === '1' || value === 'true' || value === 'on'

export function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined
}
