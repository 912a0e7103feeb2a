import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/index'
import Role from '../models/role.ts'
import type { Permission } from '../permissions.ts'
import type { Visitor } from '../visitor.ts'

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

  /** Those that this visitor may give in a brand: they hold themselves all that these allow. */
  async givableIn(brandId: string, visitor: Visitor): Promise<RoleWithPermissions[]> {
    const all = await this.handle()
    return all.filter(({ permissions }) => permissions.every((permission) => visitor.can(permission, brandId)))
  }

  async find(id: string): Promise<RoleWithPermissions> {
    const found = (await this.handle()).find(({ role }) => role.id === id)
    if (!found) throw new NotFound('role')
    return found
  }
}
