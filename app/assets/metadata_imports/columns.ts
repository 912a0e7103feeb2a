import { EXPORT_COLUMNS } from '../exports/columns.ts'
import type { AssetJson } from '../transformers/asset_transformer.ts'

const asText = (text: string) => text || null
const asNumber = (text: string) => (text === '' ? null : Number(text))
const asList = (text: string) => [
  ...new Set(
    text
      .split(/[;\n]/)
      .map((word) => word.trim())
      .filter(Boolean)
  ),
]

type Written = {
  /** What the rules of an edit check. */
  read: (text: string) => unknown
  /** What stands on the card, as people read it. */
  shown: (asset: AssetJson) => string | number | null
}

const text = (name: keyof AssetJson): Written => ({ read: asText, shown: (asset) => asset[name] as string | null })

/** The columns of an exported table that an import writes, by the names that the API uses (S3-09, S3-13). */
const WRITTEN: Record<string, Written> = {
  // A card without a name is none: an empty cell is refused by the rules.
  name: { read: (cell) => cell, shown: (asset) => asset.name },
  title: text('title'),
  description: text('description'),
  altText: text('altText'),
  copyright: text('copyright'),
  sourceUrl: text('sourceUrl'),
  keywords: { read: asList, shown: (asset) => asset.keywords.join('; ') || null },
  tags: { read: asList, shown: (asset) => asset.tags.map(({ name }) => name).join('; ') || null },
  rating: { read: asNumber, shown: (asset) => asset.rating },
  expiresAt: text('expiresAt'),
  licence: text('licence'),
  usageTerms: text('usageTerms'),
  territory: text('territory'),
  channels: text('channels'),
  usageFrom: text('usageFrom'),
  usageUntil: text('usageUntil'),
  creditLine: text('creditLine'),
}

/** By which a row says what it is about, the surest first. */
export const KEYS = ['id', 'sha256', 'fileName'] as const
export type Key = (typeof KEYS)[number]

export const WRITTEN_COLUMNS = Object.keys(WRITTEN)
export const writtenColumn = (name: string): Written => WRITTEN[name]!
export const isWritten = (name: string) => Object.hasOwn(WRITTEN, name)
/** Those that an export has and nobody writes. */
export const isIgnored = (name: string) => (EXPORT_COLUMNS as string[]).includes(name)
