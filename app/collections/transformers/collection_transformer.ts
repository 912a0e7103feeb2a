import type { CollectionKind } from '../models/collection.ts'
import { readQuestion } from '../question.ts'

export type CollectionRow = {
  id: string
  kind: CollectionKind
  brandId: string | null
  parentId: string | null
  name: string
  depth: number
  assetCount: number
  question: string | null
  /** Whether others stand in it. */
  hasNested: boolean | number
  createdAt: number
  updatedAt: number
}

export type CollectionJson = ReturnType<typeof toCollectionJson>

export function toCollectionJson({ hasNested, createdAt, updatedAt, question, ...row }: CollectionRow) {
  return {
    ...row,
    // What answers a question differs with who asks, and is counted where it is looked at.
    assetCount: question ? null : row.assetCount,
    query: question ? readQuestion(question) : null,
    hasNested: Boolean(hasNested),
    createdAt: new Date(Number(createdAt)).toISOString(),
    updatedAt: new Date(Number(updatedAt)).toISOString(),
    links: { self: `/api/v1/collections/${row.id}`, page: `/assets?collection=${row.id}` },
  }
}
