import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { FieldProblem } from '../errors.ts'
import { assertAdminRemains, assertMayGovernGroup, queueRightsChanges, type Grantor } from '../grants.ts'
import User from '../models/user.ts'
import UserGroup from '../models/user_group.ts'

export type Membership = { groupId: string; userId: string }

/** Takes people into a group and out of it. Either way their rights change, from their next request on. */
export class ChangeMembership {
  join({ groupId, userId }: Membership, by: Grantor): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      await this.#begin(groupId, by, trx)
      const user = await User.find(userId, { client: trx })
      if (!user || user.status === 'disabled') {
        throw new FieldProblem('no_such_person', 'userId', 'Choose somebody who can sign in or is invited.')
      }
      const row = { group_id: groupId, user_id: userId, created_at: Date.now() }
      const isIn = await trx.from('group_members').where('group_id', groupId).where('user_id', userId).select('user_id').first()
      if (isIn) return
      await trx.table('group_members').insert(row)
      await recordActivity(trx, by.actor, { action: 'group.member_added', subjectType: 'group', subjectId: groupId, after: { userId } })
    })
  }

  leave({ groupId, userId }: Membership, by: Grantor): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      await this.#begin(groupId, by, trx)
      const removed = await trx.from('group_members').where('group_id', groupId).where('user_id', userId).delete()
      if (Number(removed) !== 1) throw new NotFound('member')
      await assertAdminRemains(trx)
      await recordActivity(trx, by.actor, { action: 'group.member_removed', subjectType: 'group', subjectId: groupId, before: { userId } })
    })
  }

  async #begin(groupId: string, by: Grantor, trx: Transaction) {
    await queueRightsChanges(trx)
    if (!(await UserGroup.find(groupId, { client: trx }))) throw new NotFound('group')
    await assertMayGovernGroup(by, groupId, trx)
  }
}
