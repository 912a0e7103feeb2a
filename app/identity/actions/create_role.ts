import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, newId, type Transaction } from '#core/database/index'
import { NameTaken } from '../errors.ts'
import { assertMayShapeRole, queueRightsChanges, type Grantor } from '../grants.ts'
import { keyOf } from '../key.ts'
import Role from '../models/role.ts'
import type { Permission } from '../permissions.ts'
import { freeSlug } from '../slug.ts'

/** Makes a role of one's own. Nobody puts into it what they do not hold. */
export class CreateRole {
  handle({ name, permissions }: { name: string; permissions: Permission[] }, by: Grantor): Promise<Role> {
    return inRepeatableTransaction(async (trx) => {
      await queueRightsChanges(trx)
      const id = newId()
      const now = Date.now()
      await assertMayShapeRole(by, { id, name }, permissions, trx)
      await assertFreeRoleName(name, null, trx)
      const slug = await freeSlug('roles', name, trx)
      const role = await Role.create({ id, slug, name, isBuiltIn: false, createdAt: now, updatedAt: now }, { client: trx })
      await writePermissions(id, permissions, trx)
      await recordActivity(trx, by.actor, {
        action: 'role.created',
        subjectType: 'role',
        subjectId: id,
        after: { name, permissions },
      })
      return role
    })
  }
}

export async function writePermissions(roleId: string, permissions: Permission[], trx: Transaction) {
  await trx.from('role_permissions').where('role_id', roleId).delete()
  if (permissions.length === 0) return
  await trx.table('role_permissions').multiInsert([...new Set(permissions)].map((permission) => ({ role_id: roleId, permission })))
}

/** Changes of rights stand in a line, so nobody takes the name in between. */
export async function assertFreeRoleName(name: string, exceptId: string | null, trx: Transaction) {
  const others = await trx.from('roles').select('id', 'name')
  if (others.some((other) => other.id !== exceptId && keyOf(other.name) === keyOf(name))) throw new NameTaken('role', name)
}
