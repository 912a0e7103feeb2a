import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'

export type Query = DatabaseQueryBuilderContract<Record<string, unknown>>

type Placed = { brandId: string; circleId?: string | null }

/**
 * Whoever sees the assets of a brand sees its folders, apart from those that are restricted to others. The one place that says who
 * may know of a folder, beside `visibleFolders`.
 */
export const seesFolder = (visitor: Visitor, { brandId, circleId }: Placed) =>
  visitor.can('assets.view', brandId) && visitor.isWithin(circleId)

/** The living folders that this visitor may know of, as the start of a query on `folders`. */
export function visibleFolders(visitor: Visitor, brand?: string): Query {
  const query = db.from('folders').whereNull('folders.deleted_at') as Query
  const brands = visitor.brandsWith('assets.view')
  if (brands !== 'all') query.whereIn('folders.brand_id', brands)
  if (brand !== undefined) query.where('folders.brand_id', brand)
  return openOnly(query, visitor)
}

/** Without those that are restricted to others. */
export function openOnly(query: Query, visitor: Visitor): Query {
  const closed = visitor.closedCircles
  if (closed.length === 0) return query
  return query.where((open) => void open.whereNull('folders.circle_id').orWhereNotIn('folders.circle_id', closed))
}

/** The folders of which this visitor may not know, deleted ones too, as SQL that selects their ids; null where there is none. */
export function closedFolders(visitor: Visitor): { sql: string; values: string[] } | null {
  const values = visitor.closedCircles
  if (values.length === 0) return null
  return { sql: `select folders.id from folders where folders.circle_id in (${values.map(() => '?').join(', ')})`, values }
}
