import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import Brand from '../models/brand.ts'
import { DEFAULT_BRAND } from '../built_in_roles.ts'
import type { Permission } from '../permissions.ts'
import type { Visitor } from '../visitor.ts'

/** Each lets a visitor know of the brands in which they hold it. */
const SHOWING: Permission[] = ['assets.view', 'brands.edit']

/** The brand that everything belongs to which names no other. */
export function defaultBrand(): Promise<Brand> {
  return Brand.findByOrFail('slug', DEFAULT_BRAND.slug)
}

/** The brands of which a visitor may know, oldest first. */
export async function brandsOf(visitor: Visitor): Promise<Brand[]> {
  const seen = SHOWING.map((permission) => visitor.brandsWith(permission))
  const all = mayKnowAll(visitor) || seen.includes('all')
  return brandsAmong(all ? 'all' : [...new Set(seen.flat())])
}

/** The brands whose library a visitor may look at: what the brand switcher offers. */
export function libraryBrandsOf(visitor: Visitor): Promise<Brand[]> {
  return brandsAmong(visitor.brandsWith('assets.view'))
}

/** The brands that a visitor may add assets to. */
export async function brandsToAddTo(visitor: Visitor): Promise<Brand[]> {
  return (await brandsOf(visitor)).filter(({ id }) => visitor.can('assets.create', id))
}

export async function findBrand(visitor: Visitor, id: string): Promise<Brand> {
  const mayKnow = mayKnowAll(visitor) || SHOWING.some((permission) => visitor.can(permission, id))
  const brand = mayKnow ? await Brand.find(id) : null
  if (!brand) throw new NotFound('brand')
  return brand
}

/** The names of people by their ids, for showing who did what. */
export async function namesOf(userIds: string[], trx?: Transaction): Promise<Map<string, string>> {
  const rows = await (trx ?? db)
    .from('users')
    .whereIn('id', [...new Set(userIds)])
    .select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function mayKnowAll(visitor: Visitor): boolean {
  return visitor.can('brands.manage') || visitor.can('users.manage')
}

async function brandsAmong(ids: 'all' | string[]): Promise<Brand[]> {
  const query = Brand.query().orderBy('id')
  return ids === 'all' ? query : query.whereIn('id', ids)
}
