import db from '@adonisjs/lucid/services/db'
import { NotFound, readCursor, writeCursor } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { toCategoryJson, type CategoryJson, type CategoryRow } from '../transformers.ts'
import { categoryPaths } from './category_paths.ts'
import { ofVisible, type Query } from './visible_catalogs.ts'

export type CategoryListQuery = {
  catalog?: string
  /** Categories of catalogues that order the assets of this brand. */
  brand?: string
  /** An id, or `none` for those that stand in no other. */
  parent?: string
  text?: string
  limit?: number
  cursor?: string
}

const DEFAULT_LIMIT = 100

/** Categories: one level of a catalogue in its order, or by name what is called something. */
export class ListCategories {
  async handle(visitor: Visitor, { limit = DEFAULT_LIMIT, parent, ...wanted }: CategoryListQuery) {
    const query = visibleCategories(visitor, wanted.brand)
    if (wanted.catalog) query.where('categories.catalog_id', wanted.catalog)
    if (parent === 'none') query.whereNull('categories.parent_id')
    else if (parent) query.where('categories.sibling_of', parent)
    // The top of a catalogue is a level too, and so has an order.
    if (parent === 'none' && wanted.catalog) query.where('categories.sibling_of', wanted.catalog)
    for (const word of wordsOf(wanted.text)) called(query, word)
    const column = parent && (parent !== 'none' || wanted.catalog) ? 'position' : 'name_key'
    const list = `categories by ${column}`
    if (wanted.cursor) {
      const { value, id } = readCursor(wanted.cursor, list)
      query.where(`categories.${column}`, '>=', value)
      query.where((rest) => void rest.where(`categories.${column}`, '>', value).orWhere('categories.id', '>', id))
    }
    const rows = (await columns(query, visitor)
      .orderBy(`categories.${column}`)
      .orderBy('categories.id')
      .limit(limit + 1)) as unknown as CategoryRow[]
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const value = last && (column === 'position' ? Number(last.position) : last.nameKey)
    return {
      data: await described(visitor, shown),
      meta: {
        total: null,
        totalIsCapped: false,
        next: rows.length > limit && last ? writeCursor(list, { value: value!, id: last.id }) : null,
      },
    }
  }

  /** These, by name; those that the visitor may not see are left out. */
  async some(visitor: Visitor, ids: string[]): Promise<CategoryJson[]> {
    if (ids.length === 0) return []
    const query = columns(visibleCategories(visitor).whereIn('categories.id', ids), visitor)
    return described(visitor, (await query.orderBy('categories.name_key')) as unknown as CategoryRow[])
  }

  /** All of these catalogues, each level in its order. */
  async ofCatalogs(visitor: Visitor, catalogIds: string[], most: number): Promise<CategoryJson[]> {
    if (catalogIds.length === 0) return []
    return this.#inOrder(visitor, visibleCategories(visitor).whereIn('categories.catalog_id', catalogIds), most)
  }

  /** What stands directly in these catalogues and categories. */
  async levels(visitor: Visitor, siblingOf: string[], most: number): Promise<CategoryJson[]> {
    return this.#inOrder(visitor, visibleCategories(visitor).whereIn('categories.sibling_of', siblingOf), most)
  }

  /** These and all that they stand in. */
  async around(ids: string[]): Promise<string[]> {
    if (ids.length === 0) return []
    const rows = (await db.from('category_ancestors').whereIn('category_id', ids).distinct('ancestor_id')) as { ancestor_id: string }[]
    return rows.map((row) => row.ancestor_id)
  }

  async #inOrder(visitor: Visitor, query: Query, most: number): Promise<CategoryJson[]> {
    const rows = await columns(query, visitor).orderBy('categories.position').orderBy('categories.id').limit(most)
    return described(visitor, rows as unknown as CategoryRow[])
  }

  async one(visitor: Visitor, id: string): Promise<CategoryJson> {
    const [category] = await this.some(visitor, [id])
    if (!category) throw new NotFound('category')
    return category
  }
}

/** The living categories that this visitor may know of, as the start of a query on `categories`. */
export function visibleCategories(visitor: Visitor, brand?: string): Query {
  const query = db.from('categories').join('catalogs', 'catalogs.id', 'categories.catalog_id').whereNull('categories.deleted_at') as Query
  return ofVisible(query, visitor, brand)
}

function called(query: Query, word: string) {
  query.where((either) => {
    either
      .whereRaw("categories.name_key LIKE ? ESCAPE '!'", [`%${word}%`])
      .orWhereRaw("categories.code_key LIKE ? ESCAPE '!'", [`${word}%`])
  })
}

async function described(visitor: Visitor, rows: CategoryRow[]): Promise<CategoryJson[]> {
  const paths = await categoryPaths(rows.map(({ id }) => id))
  return rows.map((row) => toCategoryJson(row, paths.get(row.id) ?? [row.name], visitor))
}

function columns(query: Query, visitor: Visitor): Query {
  const brands = visitor.brandsWith('assets.view')
  const counted = db.from('category_counts').whereColumn('category_counts.category_id', 'categories.id').sum('total')
  if (brands !== 'all') counted.whereIn('category_counts.brand_id', brands)
  return query
    .select({
      id: 'categories.id',
      catalogId: 'categories.catalog_id',
      catalogName: 'catalogs.name',
      parentId: 'categories.parent_id',
      name: 'categories.name',
      nameKey: 'categories.name_key',
      code: 'categories.code',
      depth: 'categories.depth',
      position: 'categories.position',
      createdAt: 'categories.created_at',
      updatedAt: 'categories.updated_at',
    })
    .select(counted.as('assetCount'))
    .select(
      db.raw(
        'EXISTS (SELECT 1 FROM categories nested WHERE nested.sibling_of = categories.id AND nested.deleted_at IS NULL) AS `hasNested`'
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
