import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'

/** Those of these assets that a restriction of their folder hides from the visitor by now, though they knew them once. */
export async function closedAmong(visitor: Visitor, ids: string[]): Promise<Set<string>> {
  const closed = visitor.closedCircles
  if (closed.length === 0 || ids.length === 0) return new Set()
  const rows = (await db
    .from('assets')
    .join('folders', 'folders.id', 'assets.folder_id')
    .whereIn('assets.id', ids)
    .whereIn('folders.circle_id', closed)
    .select('assets.id')) as { id: string }[]
  return new Set(rows.map(({ id }) => id))
}
