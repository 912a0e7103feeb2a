import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Visitor } from '#identity'

export type Query = DatabaseQueryBuilderContract<Record<string, unknown>>

/** Catalogues of all brands are seen by all who see any assets. */
export function seesCatalog(visitor: Visitor, { brandId }: { brandId: string | null }): boolean {
  return brandId === null ? visitor.canSomewhere('assets.view') : visitor.can('assets.view', brandId)
}

/** Narrows a query on `catalogs` to those that this visitor may know of; `brand` to those that order its assets. */
export function ofVisible<Q extends Query>(query: Q, visitor: Visitor, brand?: string): Q {
  const seen = visitor.brandsWith('assets.view')
  const brands = brand === undefined ? seen : seen === 'all' || seen.includes(brand) ? [brand] : []
  if (brands !== 'all') query.where((some) => void some.whereIn('catalogs.brand_id', brands).orWhereNull('catalogs.brand_id'))
  if (seen !== 'all' && seen.length === 0) query.whereRaw('1 = 0')
  return query
}
