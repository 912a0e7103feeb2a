import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'

export type Query = DatabaseQueryBuilderContract<Record<string, unknown>>

/** Whoever sees the assets of a brand sees its folders. The one place that says who may know of a folder, beside `visibleFolders`. */
export const seesFolder = (visitor: Visitor, { brandId }: { brandId: string }) => visitor.can('assets.view', brandId)

/** The living folders that this visitor may know of, as the start of a query on `folders`. */
export function visibleFolders(visitor: Visitor, brand?: string): Query {
  const query = db.from('folders').whereNull('folders.deleted_at') as Query
  const brands = visitor.brandsWith('assets.view')
  if (brands !== 'all') query.whereIn('folders.brand_id', brands)
  if (brand !== undefined) query.where('folders.brand_id', brand)
  return query
}
