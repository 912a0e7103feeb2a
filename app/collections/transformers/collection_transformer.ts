import type { Visitor } from '#identity'
import type { CollectionKind } from '../models/collection.ts'
import { levelOf, type Rights } from '../rights/levels.ts'
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
  ownerId: string | null
  ownerName: string | null
  openTo: number
  /** Whether others stand in it. */
  hasNested: boolean | number
  createdAt: number
  updatedAt: number
}

export type CollectionJson = ReturnType<typeof toCollectionJson>

export function toCollectionJson(
  { hasNested, createdAt, updatedAt, question, ownerId, ownerName, openTo, ...row }: CollectionRow,
  { rank, mayShare }: Rights,
  visitor: Visitor
) {
  return {
    ...row,
    owner: ownerId ? { id: ownerId, name: ownerName } : null,
    others: row.kind === 'personal' ? null : levelOf(openTo),
    level: levelOf(rank),
    mayShare,
    // What answers a question differs with who asks, and is counted where it is looked at.
    // The kept number knows nothing of what is closed to some.
    assetCount: question || !visitor.seesWhole(row.brandId) ? null : row.assetCount,
    query: question ? readQuestion(question) : null,
    hasNested: Boolean(hasNested),
    createdAt: new Date(Number(createdAt)).toISOString(),
    updatedAt: new Date(Number(updatedAt)).toISOString(),
    links: { self: `/api/v1/collections/${row.id}`, page: `/assets?collection=${row.id}` },
  }
}
