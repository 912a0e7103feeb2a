import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, newId, type Transaction } from '#core/database/index'
import { assertAdminRemains, assertMayGovern, assertMayGrant, queueRightsChanges, type Grantor, type RoleGrant } from '../grants.ts'

/** Gives a person exactly these roles. Counts from their next request on. */
export class ChangeRoles {
  async handle(userId: string, roles: RoleGrant[], by: Grantor, outer?: Transaction): Promise<void> {
    await inRepeatableTransaction(async (trx) => {
      await queueRightsChanges(trx)
      await assertMayGovern(by, userId, trx)
      await assertMayGrant(by, roles, trx)
      const before = await trx.from('role_assignments').where('user_id', userId).select('role_id', 'brand_id')
      await trx.from('role_assignments').where('user_id', userId).delete()
      await writeGrants(userId, roles, trx)
      await assertAdminRemains(trx)
      await recordActivity(trx, by.actor, {
        action: 'user.roles_changed',
        subjectType: 'user',
        subjectId: userId,
        before: { roles: before.map(({ role_id, brand_id }) => ({ roleId: role_id, brandId: brand_id })) },
        after: { roles },
      })
    }, outer)
  }
}

export async function writeGrants(userId: string, roles: RoleGrant[], trx: Transaction) {
  if (roles.length === 0) return
  const rows = roles.map(({ roleId, brandId }) => ({
    id: newId(),
    user_id: userId,
    role_id: roleId,
    brand_id: brandId,
    brand_key: brandId ?? '*',
    created_at: Date.now(),
  }))
  await trx.knexQuery().table('role_assignments').insert(rows).onConflict(['user_id', 'role_id', 'brand_key']).ignore()
}
