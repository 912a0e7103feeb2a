import db from '@adonisjs/lucid/services/db'
import { readCursor, writeCursor } from '#core/http/index'
import type { Visitor } from '#identity'
import { toTagJson, type TagRow } from '../tag_transformer.ts'
import type { TagKind } from '../models/tag.ts'
import { tagKey } from '../names.ts'
import { visibleTags, type TagsQuery } from './visible_tags.ts'

export type TagListQuery = {
  brand?: string
  kind?: TagKind
  parent?: string
  text?: string
  sort?: 'name' | 'use'
  limit?: number
  cursor?: string
}

const DEFAULT_LIMIT = 100

/** Tags by name or by use: of a brand, under another, or called something (also by their synonyms). */
export class ListTags {
  async handle(visitor: Visitor, { limit = DEFAULT_LIMIT, sort: wantedSort = 'name', ...wanted }: TagListQuery) {
    // The order would tell what the numbers do.
    const sort = visitor.seesWhole(wanted.brand) ? wantedSort : 'name'
    const query = visibleTags(visitor)
    if (wanted.brand) query.where('tags.brand_id', wanted.brand)
    if (wanted.kind) query.where('tags.kind', wanted.kind)
    if (wanted.parent === 'none') query.whereNull('tags.parent_id')
    else if (wanted.parent) query.where('tags.parent_id', wanted.parent)
    if (wanted.text) called(query, wanted.text, wanted.brand)
    const column = sort === 'use' ? 'asset_count' : 'name_key'
    const [further, direction] = sort === 'use' ? (['<', 'desc'] as const) : (['>', 'asc'] as const)
    if (wanted.cursor) {
      const { value, id } = readCursor(wanted.cursor, `tags by ${sort}`)
      query.where(`tags.${column}`, `${further}=`, value)
      query.where((rest) => void rest.where(`tags.${column}`, further, value).orWhere('tags.id', further, id))
    }
    const rows = (await columns(query)
      .orderBy(`tags.${column}`, direction)
      .orderBy('tags.id', direction)
      .limit(limit + 1)) as unknown as TagRow[]
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const value = last && (sort === 'use' ? last.assetCount : last.nameKey)
    return {
      data: shown.map((row) => toTagJson(row, visitor)),
      meta: {
        total: null,
        totalIsCapped: false,
        next: rows.length > limit && last ? writeCursor(`tags by ${sort}`, { value: value!, id: last.id }) : null,
      },
    }
  }

  /** These; those that the visitor may not see are left out. */
  async some(visitor: Visitor, ids: string[]) {
    if (ids.length === 0) return []
    return ((await columns(visibleTags(visitor).whereIn('tags.id', ids)).orderBy('tags.name_key')) as unknown as TagRow[]).map((row) =>
      toTagJson(row, visitor)
    )
  }
}

/** What is typed may begin anywhere in a name or in a synonym. All names are looked through once, not again for each tag. */
function called(query: TagsQuery, text: string, brand: string | undefined) {
  const part = `%${tagKey(text).replace(/[!%_]/g, '!$&')}%`
  const names = db.from('tag_names').select('tag_names.tag_id').whereRaw("tag_names.name_key LIKE ? ESCAPE '!'", [part])
  if (brand) names.where('tag_names.brand_id', brand)
  query.whereIn('tags.id', names)
}

function columns(query: TagsQuery): TagsQuery {
  return query.select({
    id: 'tags.id',
    brandId: 'tags.brand_id',
    kind: 'tags.kind',
    name: 'tags.name',
    nameKey: 'tags.name_key',
    synonyms: 'tags.synonyms',
    parentId: 'tags.parent_id',
    assetCount: 'tags.asset_count',
    createdAt: 'tags.created_at',
    updatedAt: 'tags.updated_at',
  })
}
