import type { CollectionKind } from '../models/collection.ts'

export type CollectionRow = {
  id: string
  kind: CollectionKind
  brandId: string | null
  parentId: string | null
  name: string
  depth: number
  assetCount: number
  /** Whether others stand in it. */
  hasNested: boolean | number
  createdAt: number
  updatedAt: number
}

export type CollectionJson = ReturnType<typeof toCollectionJson>

export function toCollectionJson({ hasNested, createdAt, updatedAt, ...row }: CollectionRow) {
  return {
    ...row,
    hasNested: Boolean(hasNested),
    createdAt: new Date(Number(createdAt)).toISOString(),
    updatedAt: new Date(Number(updatedAt)).toISOString(),
    links: { self: `/api/v1/collections/${row.id}`, page: `/assets?collection=${row.id}` },
  }
}
