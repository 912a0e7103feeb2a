import { Brand, type Visitor } from '#identity'
import { FindFolders } from '#taxonomy'
import { customGroups, type CustomField } from '../../fields/field_groups.ts'
import { hiddenFrom } from '../../properties/properties.ts'
import type { AssetJson } from '../../transformers/asset_transformer.ts'
import type { AssetWords } from './asset_words.ts'

/** How a field is filled: one line, several, a day, stars, or a list of words of which some are known. */
type Kind = 'text' | 'lines' | 'words' | 'day' | 'url' | 'stars' | 'tokens' | 'folder' | CustomField['kind']

export type InfoField = {
  name: string
  label: string
  hint: string | null
  kind: Kind
  value: string
  rows: number
  isRequired: boolean
  /** Where known words are looked up, and whether a new one may be added to them. */
  lookup?: Lookup
  /** What there is to choose from. */
  options?: Option[]
  /** Of a custom field. */
  input?: CustomField['input']
  condition?: CustomField['condition']
  /** Whether its condition is met. */
  isAsked?: boolean
}

type Option = { value: string; label: string }

/** `byId`: the field keeps ids, and shows what they are called. */
type Lookup = { path: string; mayAdd: boolean; none: string; byId?: boolean }

export type InfoGroup = { name: string; label: string | null; isOpen: boolean; fields: InfoField[] }

/** `isForMany`: one asset has a better place for it. */
type Shape = { kind?: Kind; rows?: number; isRequired?: boolean; hint?: boolean; isForMany?: boolean }

/** The Info tab in its order (S1-62 to S1-66, S0-12, S0-13, S0-17, S0-18, S0-20). A group that says nothing yet is closed. */
const GROUPS: Record<string, Record<string, Shape>> = {
  about: {
    rating: { kind: 'stars' },
    name: { isRequired: true },
    title: {},
    description: { kind: 'lines', rows: 3 },
    altText: { kind: 'lines', rows: 2, hint: true },
    folderId: { kind: 'folder' },
    tags: { kind: 'tokens', hint: true },
    campaigns: { kind: 'tokens', hint: true },
    categories: { kind: 'tokens', isForMany: true },
  },
  rights: {
    copyright: {},
    creditLine: {},
    licence: {},
    usageTerms: { kind: 'lines', rows: 2 },
    territory: {},
    channels: {},
    usageFrom: { kind: 'day' },
    usageUntil: { kind: 'day' },
    expiresAt: { kind: 'day', hint: true },
  },
  origin: {
    sourceUrl: { kind: 'url' },
    keywords: { kind: 'words', rows: 2, hint: true },
  },
}

/** What the Info tab offers of this asset, and how it stands now. */
export async function infoForm(visitor: Visitor, asset: AssetJson, words: AssetWords): Promise<InfoGroup[]> {
  const groups = [...(await groupsFor(visitor, [asset.brandId], words)), ...(await customGroups(visitor, [asset], words))]
  return groups.map((group) => {
    const own = group.fields.filter(({ name }) => !GROUPS[group.name]?.[name]?.isForMany)
    const fields = own.map((field) => ({ ...withCurrent(field, asset), value: shownOf(field, asset), isAsked: isAsked(field, asset) }))
    return { ...group, fields, isOpen: group.isOpen || fields.some(({ value }) => value !== '') }
  })
}

/** The fields of assets of these brands, still without their values. */
export async function groupsFor(visitor: Visitor, brandIds: string[], words: AssetWords): Promise<InfoGroup[]> {
  const lookups: Record<string, Lookup> = {
    tags: await tagLookup(visitor, brandIds),
    campaigns: campaignLookup(brandIds),
    categories: categoryLookup(brandIds),
  }
  const folders = await folderOptions(visitor, brandIds)
  const hidden = brandIds.flatMap((brandId) => hiddenFrom(visitor, brandId))
  return Object.entries(GROUPS).map(([name, shapes]) => ({
    name,
    label: name === 'about' ? null : words.t(`info_${name}`),
    isOpen: name === 'about',
    fields: Object.entries(shapes)
      .filter(([field, { kind }]) => !hidden.includes(field) && (kind !== 'folder' || folders !== null))
      .map(([field, { kind = 'text', rows = 1, isRequired = false, hint = false }]) => ({
        name: field,
        label: words.t(`field_${field}`),
        hint: hint ? words.t(`hint_${field}`) : null,
        kind,
        value: '',
        rows,
        isRequired,
        ...(lookups[field] ? { lookup: lookups[field] } : {}),
        ...(kind === 'folder' ? { options: folders! } : {}),
      })),
  }))
}

/** Where only open levels are offered, the folder that it is in is offered too. */
function withCurrent(field: InfoField, { folder }: AssetJson): InfoField {
  const { options } = field
  if (!options || !folder || options.some(({ value }) => value === folder.id)) return field
  return { ...field, options: [{ value: folder.id, label: folder.path }, ...options] }
}

/** A field of this asset as it is written in the form. */
export const shownOf = ({ kind, name }: InfoField, asset: AssetJson) => shown(kind, valueIn(asset, name))

const valueIn = (asset: AssetJson, name: string): unknown =>
  name === 'folderId'
    ? asset.folder?.id
    : name.startsWith('fields.')
      ? asset.fields[name.slice('fields.'.length)]
      : asset[name as keyof AssetJson]

function isAsked({ condition }: InfoField, asset: AssetJson): boolean {
  if (!condition) return true
  const has = [valueIn(asset, condition.field) ?? []].flat().map(String)
  return has.some((value) => condition.values.split(' ').includes(value))
}

/** What was changed in a form that was sent whole: what stands as it was shown is not written again. */
export function changedIn(groups: InfoGroup[], { fields: custom, ...own }: Record<string, unknown>): Record<string, unknown> {
  // A form parts names at their dots.
  const parts = Object.entries((custom ?? {}) as Record<string, unknown>).map(([key, value]) => [`fields.${key}`, value])
  const posted: Record<string, unknown> = { ...own, ...Object.fromEntries(parts) }
  const fields = groups.flatMap((group) => group.fields)
  return Object.fromEntries(
    fields.flatMap(({ name, kind, value }) => {
      if (!(name in posted)) return []
      const given = postedIn(kind, posted[name])
      if (given.trim() === value.trim()) return []
      return [[name, kind === 'words' ? listed(given) : given.trim() || null]]
    })
  )
}

/** Boxes that are not ticked are not sent; the empty value beside them says that they were there. */
function postedIn(kind: Kind, posted: unknown): string {
  if (kind === 'choices') return [posted].flat().filter(Boolean).join(',')
  return String(posted ?? '').replaceAll('\r\n', '\n')
}

function shown(kind: Kind, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (kind === 'day') return String(value).slice(0, 10)
  if (kind === 'tokens')
    return (value as { name: string; kind?: string }[]).flatMap((one) => (one.kind === 'label' ? [] : one.name)).join(', ')
  return Array.isArray(value) ? value.join(kind === 'choices' ? ',' : ', ') : String(value)
}

/** Where assets belong to several brands, the tags of all are offered; a new one must be allowed in each. */
async function tagLookup(visitor: Visitor, brandIds: string[]): Promise<Lookup> {
  const brands = await Brand.query().whereIn('id', brandIds)
  const mayAdd = brands.every((brand) => brand.tagPolicy === 'open' || visitor.can('tags.manage', brand.id))
  return { path: `/tags?kind=tag&sort=use&limit=8${ofBrand(brandIds)}`, mayAdd, none: 'no_such_word' }
}

/** Those that are over are given to no more assets. */
function campaignLookup(brandIds: string[]): Lookup {
  return { path: `/campaigns?archived=false&sort=use&limit=8${ofBrand(brandIds)}`, mayAdd: false, none: 'no_such_campaign' }
}

function categoryLookup(brandIds: string[]): Lookup {
  return { path: `/categories?limit=8${ofBrand(brandIds)}`, mayAdd: false, none: 'no_such_category', byId: true }
}

/** The folders of the one brand that assets belong to; null where these are several, which share none. */
async function folderOptions(visitor: Visitor, [brand, ...others]: string[]): Promise<Option[] | null> {
  if (!brand || others.length > 0) return null
  const { folders } = await new FindFolders().handle(visitor, brand, [])
  return folders.map(({ id, path }) => ({ value: id, label: path }))
}

const ofBrand = (brandIds: string[]) => (brandIds.length === 1 ? `&brand=${brandIds[0]}` : '')

const listed = (text: string) => [
  ...new Set(
    text
      .split(/[,\n]/)
      .map((word) => word.trim())
      .filter(Boolean)
  ),
]
