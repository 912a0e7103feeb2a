import type { Visitor } from '#identity'

const iso = (epochMs: number) => new Date(Number(epochMs)).toISOString()

export type CatalogRow = {
  id: string
  brandId: string | null
  name: string
  nameKey: string
  description: string | null
  createdAt: number
  updatedAt: number
}

export type CatalogJson = ReturnType<typeof toCatalogJson>

export function toCatalogJson({ nameKey: _, createdAt, updatedAt, ...row }: CatalogRow) {
  const self = `/api/v1/catalogs/${row.id}`
  return {
    ...row,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    links: { self, categories: `/api/v1/categories?catalog=${row.id}&parent=none`, page: `/catalogs/${row.id}` },
  }
}

export type CategoryRow = {
  id: string
  catalogId: string
  catalogName: string
  parentId: string | null
  name: string
  nameKey: string
  code: string | null
  depth: number
  position: number
  /** Assets directly in it that the visitor may see. */
  assetCount: number | string | null
  /** Whether others stand in it. */
  hasNested: boolean | number
  createdAt: number
  updatedAt: number
}

export type CategoryJson = ReturnType<typeof toCategoryJson>

/** `path` holds the names from the top of the catalogue down to its own. The kept number knows nothing of what is closed to some; they are told none. */
export function toCategoryJson({ nameKey: _, position: __, createdAt, updatedAt, ...row }: CategoryRow, path: string[], visitor: Visitor) {
  return {
    ...row,
    assetCount: visitor.seesWhole() ? Number(row.assetCount ?? 0) : null,
    hasNested: Boolean(row.hasNested),
    path: pathText(path),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    links: { self: `/api/v1/categories/${row.id}`, page: `/assets?category=${row.id}` },
  }
}

/** A path as people read it. */
export const pathText = (names: string[]) => names.join(' > ')
