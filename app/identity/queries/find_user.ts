import { NotFound } from '#core/http/index'
import User from '../models/user.ts'

/** A person with the roles they hold. */
export class FindUser {
  async handle(id: string): Promise<User> {
    const user = await User.query()
      .where('id', id)
      .preload('assignments', (assignments) => assignments.preload('role').preload('brand').orderBy('id'))
      .preload('groups', (groups) => groups.orderBy('name_key'))
      .first()
    if (!user) throw new NotFound('person')
    return user
  }
}
