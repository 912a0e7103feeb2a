import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { InUse } from '../errors.ts'
import { assertMayGovernGroup, queueRightsChanges, type Grantor } from '../grants.ts'
import UserGroup from '../models/user_group.ts'

/** Deletes a group that nobody is in: what its members may do is never taken from them by the way. */
export class DeleteGroup {
  async handle(id: string, by: Grantor): Promise<void> {
    await inRepeatableTransaction(async (trx) => {
      await queueRightsChanges(trx)
      const group = await UserGroup.find(id, { client: trx })
      if (!group) throw new NotFound('group')
      await assertMayGovernGroup(by, id, trx)
      const counted = await trx.from('group_members').where('group_id', id).count('* as total').first()
      const count = Number(counted.total)
      if (count > 0) {
        throw new InUse('group', group.name, `${count} ${count === 1 ? 'person is' : 'people are'} in it`, 'Take them out first.')
      }
      await group.delete()
      await recordActivity(trx, by.actor, { action: 'group.deleted', subjectType: 'group', subjectId: id, before: { name: group.name } })
    })
  }
}
