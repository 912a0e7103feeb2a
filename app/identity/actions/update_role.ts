import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { BuiltInRole } from '../errors.ts'
import { assertMayShapeRole, queueRightsChanges, type Grantor } from '../grants.ts'
import Role from '../models/role.ts'
import type { Permission } from '../permissions.ts'
import { assertFreeRoleName, writePermissions } from './create_role.ts'

/** Renames a role or changes what it allows: for everybody who holds it, from their next request on. */
export class UpdateRole {
  async handle(id: string, changes: { name?: string; permissions?: Permission[] }, by: Grantor): Promise<void> {
    await inRepeatableTransaction(async (trx) => {
      await queueRightsChanges(trx)
      const role = await Role.find(id, { client: trx })
      if (!role) throw new NotFound('role')
      if (role.isBuiltIn) throw new BuiltInRole(role.name)
      const held = await trx.from('role_permissions').where('role_id', id).select('permission').orderBy('permission')
      const before = { name: role.name, permissions: held.map(({ permission }) => permission) }
      const after = { name: changes.name ?? before.name, permissions: changes.permissions ?? before.permissions }
      await assertMayShapeRole(by, role, after.permissions, trx)
      await assertFreeRoleName(after.name, id, trx)
      await role.merge({ name: after.name, updatedAt: Date.now() }).save()
      await writePermissions(id, after.permissions, trx)
      await recordActivity(trx, by.actor, { action: 'role.changed', subjectType: 'role', subjectId: id, before, after })
    })
  }
}
