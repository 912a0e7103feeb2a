import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/index'

type Wanted = { ids?: string[]; trx?: Transaction }

/** The groups whose people can see what belongs to this brand, by name: the first of them, or those of these ids. */
export async function groupsOfBrand(brandId: string, { ids, trx }: Wanted = {}): Promise<{ id: string; name: string }[]> {
  const query = (trx ?? db)
    .from('user_groups')
    .whereIn('id', (held) => {
      held
        .from('group_roles as a')
        .join('role_permissions as p', 'p.role_id', 'a.role_id')
        .where('p.permission', 'assets.view')
        .where((place) => void place.whereNull('a.brand_id').orWhere('a.brand_id', brandId))
        .select('a.group_id')
    })
    .orderBy('name_key')
    .limit(200)
    .select('id', 'name')
  if (ids) query.whereIn('id', ids)
  return query
}
