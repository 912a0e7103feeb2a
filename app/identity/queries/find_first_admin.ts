import { SYSTEM_ADMIN } from '../built_in_roles.ts'
import User from '../models/user.ts'

/** The oldest account that may do everything: in whose name the operator acts who names nobody. */
export function findFirstAdmin(): Promise<User | null> {
  return User.query()
    .where('status', 'active')
    .whereIn('id', (held) =>
      held
        .from('role_assignments as a')
        .join('roles as r', 'r.id', 'a.role_id')
        .where('r.slug', SYSTEM_ADMIN)
        .whereNull('a.brand_id')
        .select('a.user_id')
    )
    .orderBy('id')
    .first()
}
