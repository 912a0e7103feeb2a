import db from '@adonisjs/lucid/services/db'
import { readRows } from '#core/database/index'
import { NotFound, readCursor, writeCursor } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { toFolderJson, type FolderJson, type FolderRow } from '../folder_transformer.ts'
import { folderPaths } from './folder_paths.ts'
import { visibleFolders, type Query } from './visible_folders.ts'

export type FolderListQuery = {
  brand?: string
  /** An id, or `none` for those that stand in no other. */
  parent?: string
  text?: string
  limit?: number
  cursor?: string
}

const DEFAULT_LIMIT = 100
const BY_NAME = 'folders'

/** Folders by name: one level, or all that are called something. */
export class ListFolders {
  async handle(visitor: Visitor, { limit = DEFAULT_LIMIT, parent, brand, text, cursor }: FolderListQuery) {
    const query = visibleFolders(visitor, brand)
    if (parent === 'none') query.whereNull('folders.parent_id')
    else if (parent) query.where('folders.sibling_of', parent)
    for (const word of wordsOf(text)) query.whereRaw("folders.name_key LIKE ? ESCAPE '!'", [`%${word}%`])
    if (cursor) {
      const { value, id } = readCursor(cursor, BY_NAME)
      query.where('folders.name_key', '>=', value)
      query.where((rest) => void rest.where('folders.name_key', '>', value).orWhere('folders.id', '>', id))
    }
    const rows = await inOrder(visitor, query, limit + 1)
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const next = rows.length > limit && last ? writeCursor(BY_NAME, { value: last.nameKey, id: last.id }) : null
    return { data: await described(visitor, shown), meta: { total: null, totalIsCapped: false, next } }
  }

  /** These, by name; those that the visitor may not see are left out. */
  async some(visitor: Visitor, ids: string[]): Promise<FolderJson[]> {
    if (ids.length === 0) return []
    return described(visitor, await inOrder(visitor, visibleFolders(visitor).whereIn('folders.id', ids), ids.length))
  }

  /** The top and what stands directly in these, or all where none are named. */
  async levels(visitor: Visitor, brand: string | undefined, parents: string[] | null, most: number): Promise<FolderJson[]> {
    const query = visibleFolders(visitor, brand)
    if (parents) query.where((level) => void level.whereNull('folders.parent_id').orWhereIn('folders.sibling_of', parents))
    return described(visitor, await inOrder(visitor, query, most))
  }

  async one(visitor: Visitor, id: string): Promise<FolderJson> {
    const [folder] = await this.some(visitor, [id])
    if (!folder) throw new NotFound('folder')
    return folder
  }
}

const inOrder = async (visitor: Visitor, query: Query, most: number) =>
  (await columns(query, visitor).orderBy('folders.name_key').orderBy('folders.id').limit(most)) as unknown as FolderRow[]

async function described(visitor: Visitor, rows: FolderRow[]): Promise<FolderJson[]> {
  const ids = rows.map(({ id }) => id)
  const [paths, totals] = await Promise.all([folderPaths(ids), totalsOf(visitor, ids)])
  return rows.map((row) => toFolderJson(row, { path: paths.get(row.id) ?? [row.name], assetTotal: totals.get(row.id) ?? 0 }))
}

const marks = (values: string[]) => values.map(() => '?').join(', ')

/** How many assets that the visitor may see are in each of these and within it, by the kept numbers. */
async function totalsOf(visitor: Visitor, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const closed = visitor.closedCircles
  const rows = await readRows<{ id: string; total: number | string }>(
    `select folder_ancestors.ancestor_id as id, sum(folders.asset_count) as total from folder_ancestors
     join folders on folders.id = folder_ancestors.folder_id
     where folder_ancestors.ancestor_id in (${marks(ids)})
     ${closed.length === 0 ? '' : `and (folders.circle_id is null or folders.circle_id not in (${marks(closed)}))`}
     group by folder_ancestors.ancestor_id`,
    [...ids, ...closed]
  )
  return new Map(rows.map(({ id, total }) => [id, Number(total)]))
}

function columns(query: Query, visitor: Visitor): Query {
  const closed = visitor.closedCircles
  const open = closed.length === 0 ? '' : ` AND (nested.circle_id IS NULL OR nested.circle_id NOT IN (${marks(closed)}))`
  return query
    .select({
      id: 'folders.id',
      brandId: 'folders.brand_id',
      parentId: 'folders.parent_id',
      name: 'folders.name',
      nameKey: 'folders.name_key',
      depth: 'folders.depth',
      assetCount: 'folders.asset_count',
      circleId: 'folders.circle_id',
      createdAt: 'folders.created_at',
      updatedAt: 'folders.updated_at',
    })
    .select(
      db.raw(
        `EXISTS (SELECT 1 FROM folders nested WHERE nested.sibling_of = folders.id AND nested.deleted_at IS NULL${open}) AS \`hasNested\``,
        closed
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
