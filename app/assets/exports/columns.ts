import type { AssetRow } from '../queries/asset_row.ts'
import type { PropertiesJson } from '../transformers/asset_transformer.ts'

type Cell = string | number | null

const date = (epochMs: number | null) => (epochMs === null ? null : new Date(Number(epochMs)).toISOString())

const listed = (values: string[]) => (values.length > 0 ? values.join('; ') : null)

/** What a table of assets can tell, by the names that the API uses. A new column is a new entry. */
const COLUMNS = {
  id: (row) => row.id,
  name: (row) => row.name,
  fileName: (row) => row.fileName,
  title: (row) => row.title,
  description: (row) => row.description,
  altText: (row) => row.altText,
  copyright: (row) => row.copyright,
  sourceUrl: (row) => row.sourceUrl,
  keywords: (row) => (row.keywords ? (JSON.parse(row.keywords) as string[]).join('; ') : null),
  tags: (_row, { tags }) => listed(tags.map(({ name }) => name)),
  categories: (_row, { categories }) => listed(categories.map(({ catalogName, path }) => `${catalogName} > ${path}`)),
  folder: (_row, { folder }) => folder?.path ?? null,
  campaigns: (_row, { campaigns }) => listed(campaigns.map(({ name }) => name)),
  rating: (row) => row.rating,
  expiresAt: (row) => date(row.expiresAt),
  licence: (row) => row.licence,
  usageTerms: (row) => row.usageTerms,
  territory: (row) => row.territory,
  channels: (row) => row.channels,
  usageFrom: (row) => date(row.usageFrom),
  usageUntil: (row) => date(row.usageUntil),
  creditLine: (row) => row.creditLine,
  source: (row) => row.source,
  type: (row) => row.type,
  mimeType: (row) => row.mimeType,
  size: (row) => Number(row.size),
  width: (row) => row.width,
  height: (row) => row.height,
  durationSeconds: (row) => row.durationSeconds,
  pageCount: (row) => row.pageCount,
  dpi: (row) => row.dpi,
  colorSpace: (row) => row.colorSpace,
  processingStatus: (row) => row.processingStatus,
  availability: (row) => row.availability,
  reviewStatus: (row) => row.reviewStatus,
  brandId: (row) => row.brandId,
  version: (row) => row.versionNumber,
  sha256: (row) => row.sha256,
  createdAt: (row) => date(row.createdAt),
  createdBy: (row) => row.createdByName,
  updatedAt: (row) => date(row.updatedAt),
} satisfies Record<string, (row: AssetRow, properties: PropertiesJson) => Cell>

export type ExportColumn = keyof typeof COLUMNS

export const EXPORT_COLUMNS = Object.keys(COLUMNS) as ExportColumn[]

export const isOwnColumn = (name: string): name is ExportColumn => name in COLUMNS

/** What the visitor may know of an asset and its properties. */
export function toCell(row: AssetRow, properties: PropertiesJson, column: ExportColumn): Cell {
  return COLUMNS[column](row, properties)
}
