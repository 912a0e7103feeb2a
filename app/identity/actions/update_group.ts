import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { NameTaken } from '../errors.ts'
import { assertAdminRemains, assertMayGovernGroup, assertMayGrant, queueRightsChanges, type Grantor } from '../grants.ts'
import { keyOf } from '../key.ts'
import UserGroup from '../models/user_group.ts'
import { writeGroupRoles, type NewGroup } from './create_group.ts'

/** Changes a group. `roles` are all it holds from then on, for each of its members from their next request. */
export class UpdateGroup {
  async handle(id: string, { name, description, roles }: Partial<NewGroup>, by: Grantor): Promise<void> {
    try {
      await inRepeatableTransaction(async (trx) => {
        await queueRightsChanges(trx)
        const group = await UserGroup.query({ client: trx }).where('id', id).preload('assignments').first()
        if (!group) throw new NotFound('group')
        await assertMayGovernGroup(by, id, trx)
        const held = group.assignments.map(({ roleId, brandId }) => ({ roleId, brandId }))
        const before = { name: group.name, description: group.description, roles: held }
        const after = { name: name ?? before.name, description: description === undefined ? before.description : description }
        await group.merge({ ...after, nameKey: keyOf(after.name), updatedAt: Date.now() }).save()
        if (roles) {
          await assertMayGrant(by, roles, trx)
          await writeGroupRoles(id, roles, trx)
          await assertAdminRemains(trx)
        }
        const changed = { before, after: { ...after, roles: roles ?? held } }
        await recordActivity(trx, by.actor, { action: 'group.changed', subjectType: 'group', subjectId: id, ...changed })
      })
    } catch (error) {
      if (isDuplicate(error)) throw new NameTaken('group', name ?? '')
      throw error
    }
  }
}
