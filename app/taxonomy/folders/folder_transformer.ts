import { pathText } from '../catalogs/transformers.ts'

const iso = (epochMs: number) => new Date(Number(epochMs)).toISOString()

export type FolderRow = {
  id: string
  brandId: string
  parentId: string | null
  name: string
  nameKey: string
  depth: number
  /** Assets directly in it. */
  assetCount: number | string
  /** Whether others stand in it. */
  hasNested: boolean | number
  circleId: string | null
  createdAt: number
  updatedAt: number
}

export type FolderJson = ReturnType<typeof toFolderJson>

/** `path` holds the names from the top down to its own; `assetTotal` counts what is within it too. */
export function toFolderJson(
  { nameKey: _, circleId, createdAt, updatedAt, ...row }: FolderRow,
  { path, assetTotal }: { path: string[]; assetTotal: number }
) {
  return {
    ...row,
    path: pathText(path),
    assetCount: Number(row.assetCount),
    assetTotal,
    hasNested: Boolean(row.hasNested),
    isRestricted: circleId !== null,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    links: { self: `/api/v1/folders/${row.id}`, page: `/assets?folder=${row.id}` },
  }
}
