import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId, type Transaction } from '#core/database/index'
import { NameTaken } from '../errors.ts'
import { assertMayGrant, queueRightsChanges, type Grantor, type RoleGrant } from '../grants.ts'
import { keyOf } from '../key.ts'
import UserGroup from '../models/user_group.ts'

export type NewGroup = { name: string; description?: string | null; roles?: RoleGrant[] }

/** Makes a group with the roles that its members hold through it. */
export class CreateGroup {
  async handle({ name, description = null, roles = [] }: NewGroup, by: Grantor): Promise<UserGroup> {
    const now = Date.now()
    const row = { id: newId(), name, nameKey: keyOf(name), description, createdAt: now, updatedAt: now }
    try {
      return await inRepeatableTransaction(async (trx) => {
        await queueRightsChanges(trx)
        await assertMayGrant(by, roles, trx)
        const group = await UserGroup.create(row, { client: trx })
        await writeGroupRoles(group.id, roles, trx)
        const after = { name, description, roles }
        await recordActivity(trx, by.actor, { action: 'group.created', subjectType: 'group', subjectId: group.id, after })
        return group
      })
    } catch (error) {
      if (isDuplicate(error)) throw new NameTaken('group', name)
      throw error
    }
  }
}

export async function writeGroupRoles(groupId: string, roles: RoleGrant[], trx: Transaction) {
  await trx.from('group_roles').where('group_id', groupId).delete()
  if (roles.length === 0) return
  const rows = roles.map(({ roleId, brandId }) => ({
    id: newId(),
    group_id: groupId,
    role_id: roleId,
    brand_id: brandId,
    brand_key: brandId ?? '*',
    created_at: Date.now(),
  }))
  await trx.knexQuery().table('group_roles').insert(rows).onConflict(['group_id', 'role_id', 'brand_key']).ignore()
}
