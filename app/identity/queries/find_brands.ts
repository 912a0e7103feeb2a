import db from '@adonisjs/lucid/services/db'
import Brand from '../models/brand.ts'
import { DEFAULT_BRAND } from '../built_in_roles.ts'
import type { Visitor } from '../visitor.ts'

/** The brand that everything belongs to which names no other. */
export function defaultBrand(): Promise<Brand> {
  return Brand.findByOrFail('slug', DEFAULT_BRAND.slug)
}

/** The brands in which a visitor may see anything at all, oldest first. */
export async function brandsOf(visitor: Visitor): Promise<Brand[]> {
  const seen = visitor.can('brands.manage') || visitor.can('users.manage') ? 'all' : visitor.brandsWith('assets.view')
  const query = Brand.query().orderBy('id')
  return seen === 'all' ? query : query.whereIn('id', seen)
}

/** The brand that pages name: the default one, or the first of those that this visitor may see. */
export async function shownBrand(visitor: Visitor): Promise<Brand | null> {
  const brands = await brandsOf(visitor)
  return brands.find(({ slug }) => slug === DEFAULT_BRAND.slug) ?? brands[0] ?? null
}

/** The names of people by their ids, for showing who did what. */
export async function namesOf(userIds: string[]): Promise<Map<string, string>> {
  const rows = await db
    .from('users')
    .whereIn('id', [...new Set(userIds)])
    .select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}
