import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import { openOnly, visibleFolders, type Query } from './visible_folders.ts'

/** These folders and all within them, as far as the visitor may know of them, with how many assets are directly in each. */
export async function foldersWithin(visitor: Visitor, ids: string[]): Promise<{ id: string; count: number }[]> {
  if (ids.length === 0) return []
  const rows = (await visibleFolders(visitor)
    .whereIn('folders.id', db.from('folder_ancestors').whereIn('ancestor_id', ids).select('folder_id'))
    .select('folders.id', 'folders.asset_count')) as { id: string; asset_count: number }[]
  return rows.map((row) => ({ id: row.id, count: Number(row.asset_count) }))
}

/** Deleted folders that assets remember still; to be in one is to be in none. */
export async function forgottenFolders(visitor: Visitor): Promise<string[]> {
  const brands = visitor.brandsWith('assets.view')
  const query = db.from('folders').where('folders.deleted_at', '>', 0).where('folders.asset_count', '>', 0)
  if (brands !== 'all') query.whereIn('folders.brand_id', brands)
  const rows = (await openOnly(query as Query, visitor).select('folders.id')) as { id: string }[]
  return rows.map(({ id }) => id)
}
