import { isAdmin } from '../grants.ts'
import User from '../models/user.ts'

/** The oldest account that may do everything: in whose name the operator acts who names nobody. */
export function findFirstAdmin(): Promise<User | null> {
  return User.query().where('status', 'active').where(isAdmin).orderBy('id').first()
}
