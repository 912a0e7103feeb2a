import db from '@adonisjs/lucid/services/db'
import { readCursor, writeCursor } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import type { CollectionKind } from '../models/collection.ts'
import { rightsOf } from '../rights/rights_of.ts'
import { isShut, visibleCollections, type CollectionsQuery } from '../rights/visible.ts'
import { toCollectionJson, type CollectionJson, type CollectionRow } from '../transformers/collection_transformer.ts'

export type CollectionListQuery = {
  kinds?: readonly CollectionKind[]
  brand?: string
  parent?: string
  text?: string
  limit?: number
  cursor?: string
}

type Row = CollectionRow & { nameKey: string }

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
    const rows = (await columns(query, visitor)
      .orderBy('collections.name_key')
      .orderBy('collections.id')
      .limit(limit + 1)) as unknown as Row[]
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      data: await described(visitor, shown),
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
    const found = columns(visibleCollections(visitor).whereIn('collections.id', ids), visitor)
    return described(visitor, (await found.orderBy('collections.name_key')) as unknown as Row[])
  }
}

async function described(visitor: Visitor, rows: Row[]): Promise<CollectionJson[]> {
  const rights = await rightsOf(visitor, rows)
  return rows.map(({ nameKey: _, ...row }) => toCollectionJson(row, rights.get(row.id)!, visitor))
}

function columns(query: CollectionsQuery, visitor: Visitor): CollectionsQuery {
  const [shut, bindings] = isShut('nested', visitor)
  return query
    .leftJoin('users', 'users.id', 'collections.owner_id')
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
      ownerId: 'collections.owner_id',
      ownerName: 'users.name',
      openTo: 'collections.open_to',
      createdAt: 'collections.created_at',
      updatedAt: 'collections.updated_at',
    })
    .select(
      db.raw(
        `EXISTS (SELECT 1 FROM collections nested WHERE nested.sibling_of = collections.id AND nested.deleted_at IS NULL AND NOT (${shut})) AS \`hasNested\``,
        bindings
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

function beyond(query: CollectionsQuery, cursor: string) {
  const { value, id } = readCursor(cursor, BY_NAME)
  query.where('collections.name_key', '>=', value)
  query.where((rest) => void rest.where('collections.name_key', '>', value).orWhere('collections.id', '>', id))
}
