import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { BuiltInRole, InUse } from '../errors.ts'
import { assertMayShapeRole, queueRightsChanges, type Grantor } from '../grants.ts'
import Role from '../models/role.ts'

const MOST_NAMED = 5

/** Deletes a role of one's own that nobody holds any more. */
export class DeleteRole {
  async handle(id: string, by: Grantor): Promise<void> {
    await inRepeatableTransaction(async (trx) => {
      await queueRightsChanges(trx)
      const role = await Role.find(id, { client: trx })
      if (!role) throw new NotFound('role')
      if (role.isBuiltIn) throw new BuiltInRole(role.name)
      await assertMayShapeRole(by, role, [], trx)
      const holders = await this.#holders(id, trx)
      if (holders.length > 0) {
        const more = holders.length > MOST_NAMED ? ` and ${holders.length - MOST_NAMED} more` : ''
        throw new InUse('role', role.name, `${holders.slice(0, MOST_NAMED).join(', ')}${more} hold it`, 'Take it from them first.')
      }
      await role.delete()
      await recordActivity(trx, by.actor, { action: 'role.deleted', subjectType: 'role', subjectId: id, before: { name: role.name } })
    })
  }

  async #holders(id: string, trx: Transaction): Promise<string[]> {
    const people = trx.from('users as u').join('role_assignments as a', 'a.user_id', 'u.id').where('a.role_id', id)
    const groups = trx.from('user_groups as g').join('group_roles as a', 'a.group_id', 'g.id').where('a.role_id', id)
    const names = [await people.distinct('u.id', 'u.name').orderBy('u.name'), await groups.distinct('g.id', 'g.name').orderBy('g.name')]
    return names.flat().map(({ name }) => name)
  }
}
