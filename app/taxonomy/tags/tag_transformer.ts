import type { Visitor } from '#identity'
import type { TagKind } from './models/tag.ts'

export type TagRow = {
  id: string
  brandId: string
  kind: TagKind
  name: string
  nameKey: string
  synonyms: string | string[]
  parentId: string | null
  assetCount: number
  createdAt: number
  updatedAt: number
}

/** The kept number knows nothing of what is closed to some; they are told none. */
export function toTagJson(tag: TagRow, visitor: Visitor) {
  return {
    id: tag.id,
    brandId: tag.brandId,
    kind: tag.kind,
    name: tag.name,
    synonyms: typeof tag.synonyms === 'string' ? (JSON.parse(tag.synonyms) as string[]) : tag.synonyms,
    parentId: tag.parentId,
    assetCount: visitor.seesWhole(tag.brandId) ? Number(tag.assetCount) : null,
    createdAt: new Date(Number(tag.createdAt)).toISOString(),
    updatedAt: new Date(Number(tag.updatedAt)).toISOString(),
    links: { self: `/api/v1/tags/${tag.id}`, page: `/assets?tags=${tag.id}` },
  }
}

export type TagJson = ReturnType<typeof toTagJson>
