import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { readCursor, writeCursor } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { COLLECTION_KINDS, SHARED_KINDS, type CollectionKind } from '../models/collection.ts'
import { toCollectionJson, type CollectionJson, type CollectionRow } from '../transformers/collection_transformer.ts'

export type CollectionListQuery = {
  kinds?: readonly CollectionKind[]
  brand?: string
  parent?: string
  text?: string
  limit?: number
  cursor?: string
}

type Query = DatabaseQueryBuilderContract<Record<string, unknown>>

const DEFAULT_LIMIT = 100
const BY_NAME = 'collections'

/** Collections by name: of a brand, within another, or called something. */
export class ListCollections {
  async handle(visitor: Visitor, { limit = DEFAULT_LIMIT, ...wanted }: CollectionListQuery) {
    const query = visibleCollections(visitor, wanted.kinds)
    if (wanted.brand) query.where('collections.brand_id', wanted.brand)
    if (wanted.parent === 'none') query.whereNull('collections.parent_id')
    else if (wanted.parent) query.where('collections.parent_id', wanted.parent)
    for (const word of wordsOf(wanted.text)) query.whereRaw("collections.name_key LIKE ? ESCAPE '!'", [`%${word}%`])
    if (wanted.cursor) beyond(query, wanted.cursor)
    const rows = await columns(query)
      .orderBy('collections.name_key')
      .orderBy('collections.id')
      .limit(limit + 1)
    const shown = (rows as unknown as (CollectionRow & { nameKey: string })[]).slice(0, limit)
    const last = shown.at(-1)
    return {
      data: shown.map(({ nameKey: _, ...row }) => toCollectionJson(row)),
      meta: {
        total: null,
        totalIsCapped: false,
        next: rows.length > limit && last ? writeCursor(BY_NAME, { value: last.nameKey, id: last.id }) : null,
      },
    }
  }

  /** These, by name; those that the visitor may not see are left out. */
  async some(visitor: Visitor, ids: string[]): Promise<CollectionJson[]> {
    if (ids.length === 0) return []
    const rows = await columns(visibleCollections(visitor).whereIn('collections.id', ids)).orderBy('collections.name_key')
    return (rows as unknown as (CollectionRow & { nameKey: string })[]).map(({ nameKey: _, ...row }) => toCollectionJson(row))
  }
}

/** The collections that this visitor may know of: those of their brands, and their own baskets. */
function visibleCollections(visitor: Visitor, kinds: readonly CollectionKind[] = COLLECTION_KINDS): Query {
  const brands = visitor.brandsWith('assets.view')
  const query = db.from('collections').whereNull('collections.deleted_at') as Query
  return query.where((rights) => {
    if (kinds.includes('personal')) rights.where('collections.owner_id', visitor.user.id)
    rights.orWhere((shared) => {
      shared.whereIn(
        'collections.kind',
        SHARED_KINDS.filter((kind) => kinds.includes(kind))
      )
      if (brands !== 'all') shared.whereIn('collections.brand_id', brands)
    })
  })
}

function columns(query: Query): Query {
  return query
    .select({
      id: 'collections.id',
      kind: 'collections.kind',
      brandId: 'collections.brand_id',
      parentId: 'collections.parent_id',
      name: 'collections.name',
      nameKey: 'collections.name_key',
      depth: 'collections.depth',
      assetCount: 'collections.asset_count',
      question: 'collections.question',
      createdAt: 'collections.created_at',
      updatedAt: 'collections.updated_at',
    })
    .select(
      db.raw(
        'EXISTS (SELECT 1 FROM collections nested WHERE nested.sibling_of = collections.id AND nested.deleted_at IS NULL) AS `hasNested`'
      )
    )
}

function wordsOf(text = ''): string[] {
  return nameKey(text)
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => word.replace(/[!%_]/g, '!$&'))
}

function beyond(query: Query, cursor: string) {
  const { value, id } = readCursor(cursor, BY_NAME)
  query.where('collections.name_key', '>=', value)
  query.where((rest) => void rest.where('collections.name_key', '>', value).orWhere('collections.id', '>', id))
}
