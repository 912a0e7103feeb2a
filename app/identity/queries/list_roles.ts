import db from '@adonisjs/lucid/services/db'
import Role from '../models/role.ts'
import type { Permission } from '../permissions.ts'

export type RoleWithPermissions = { role: Role; permissions: Permission[] }

/** Every role with what it allows; the built-in ones first, in the order they were made. */
export class ListRoles {
  async handle(): Promise<RoleWithPermissions[]> {
    const roles = await Role.query().orderBy('is_built_in', 'desc').orderBy('id')
    const rows = await db.from('role_permissions').select('role_id', 'permission').orderBy('permission')
    return roles.map((role) => ({
      role,
      permissions: rows.filter((row) => row.role_id === role.id).map((row) => row.permission),
    }))
  }
}
