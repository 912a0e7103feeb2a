import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/index'

export type PersonOfBrand = { id: string; name: string }

type Wanted = { ids?: string[]; limit?: number; trx?: Transaction }

/** Who can see what belongs to this brand, by name: all of them up to a limit, or those of these ids. */
export async function peopleOfBrand(brandId: string, { ids, limit = 200, trx }: Wanted = {}): Promise<PersonOfBrand[]> {
  const client = trx ?? db
  const holders = (table: string) =>
    client
      .from(`${table} as a`)
      .join('role_permissions as p', 'p.role_id', 'a.role_id')
      .where('p.permission', 'assets.view')
      .where((place) => void place.whereNull('a.brand_id').orWhere('a.brand_id', brandId))
  const query = client
    .from('users')
    .where('status', 'active')
    .where((held) => {
      held.whereIn('id', holders('role_assignments').select('a.user_id'))
      held.orWhereIn('id', holders('group_roles').join('group_members as m', 'm.group_id', 'a.group_id').select('m.user_id'))
    })
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .select('id', 'name')
  if (ids) query.whereIn('id', ids)
  return query
}
