import db from '@adonisjs/lucid/services/db'

/** The groups whose people can see what belongs to this brand, by name. */
export async function groupsOfBrand(brandId: string): Promise<{ id: string; name: string }[]> {
  return db
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
}
