import type { Actor } from '#core/activity/index'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Transaction } from '#core/database/index'
import { SYSTEM_ADMIN } from './built_in_roles.ts'
import { BeyondOwnRights, FieldProblem, LastAdmin } from './errors.ts'
import type { Permission } from './permissions.ts'

/** A role to be held: everywhere where `brandId` is null, or in one brand. */
export type RoleGrant = { roleId: string; brandId: string | null }

/** Who changes what others may do. Every visitor is one. */
export type Grantor = { actor: Actor; can(permission: Permission, brandId?: string | null): boolean }

type Held = { roleName: string; permission: Permission; brandId: string | null }

/** Nobody gives away what they do not hold. Also refuses roles and brands that do not exist. */
export async function assertMayGrant(by: Grantor, grants: RoleGrant[], trx: Transaction) {
  const roleIds = [...new Set(grants.map(({ roleId }) => roleId))]
  const brandIds = [...new Set(grants.flatMap(({ brandId }) => brandId ?? []))]
  const roles = await trx.from('roles').whereIn('id', roleIds).select('id', 'name')
  const brands = await trx.from('brands').whereIn('id', brandIds).select('id')
  if (roles.length < roleIds.length) throw new FieldProblem('no_such_role', 'roles', 'One of these roles does not exist. Choose again.')
  if (brands.length < brandIds.length) throw new FieldProblem('no_such_brand', 'roles', 'One of these brands does not exist. Choose again.')
  const permissions = await trx.from('role_permissions').whereIn('role_id', roleIds).select('role_id', 'permission')
  const held = grants.flatMap(({ roleId, brandId }) =>
    permissions
      .filter((one) => one.role_id === roleId)
      .map(({ permission }) => ({ roleName: roles.find(({ id }) => id === roleId).name, permission, brandId }))
  )
  assertCovers(by, held)
}

/** Nobody governs a person who may do more: their reset link would be a way to all they may do. */
export async function assertMayGovern(by: Grantor, userId: string, trx: Transaction) {
  assertCovers(by, await heldThrough(trx.from('role_assignments as a').where('a.user_id', userId)))
  const groups = trx.from('group_members').where('user_id', userId).select('group_id')
  assertCovers(by, await heldThrough(trx.from('group_roles as a').whereIn('a.group_id', groups)))
}

/** Whoever decides who is in a group, or what it holds, gives and takes what the group may do. */
export async function assertMayGovernGroup(by: Grantor, groupId: string, trx: Transaction) {
  assertCovers(by, await heldThrough(trx.from('group_roles as a').where('a.group_id', groupId)))
}

/** A role may be held anywhere, so whoever decides what it allows must hold that everywhere. */
export async function assertMayShapeRole(by: Grantor, role: { id: string; name: string }, permissions: Permission[], trx: Transaction) {
  const before = await trx.from('role_permissions').where('role_id', role.id).select('permission')
  const all = [...before.map((one): Permission => one.permission), ...permissions]
  assertCovers(
    by,
    all.map((permission) => ({ roleName: role.name, permission, brandId: null }))
  )
}

function heldThrough(assignments: DatabaseQueryBuilderContract): Promise<Held[]> {
  return assignments
    .join('roles as r', 'r.id', 'a.role_id')
    .join('role_permissions as p', 'p.role_id', 'a.role_id')
    .select('r.name as roleName', 'p.permission', 'a.brand_id as brandId') as unknown as Promise<Held[]>
}

function assertCovers(by: Grantor, held: Held[]) {
  const beyond = held.find(({ permission, brandId }) => !by.can(permission, brandId))
  if (beyond) throw new BeyondOwnRights(beyond.roleName)
}

/**
 * Makes changes of rights queue: two who take each other's role away at the same moment would each see
 * the other still there. Must be the first query of its transaction (MySQL reads as of the first).
 */
export async function queueRightsChanges(trx: Transaction) {
  await trx.from('roles').where('slug', SYSTEM_ADMIN).update({ updated_at: Date.now() })
}

export async function assertAdminRemains(trx: Transaction) {
  const admin = await trx.from('users').where('status', 'active').where(isAdmin).select('id').first()
  if (!admin) throw new LastAdmin()
}

/** Narrows a query on users to those who are System admin everywhere, by themselves or through a group. */
export function isAdmin(users: DatabaseQueryBuilderContract) {
  const everywhere = (held: DatabaseQueryBuilderContract) =>
    held.join('roles as r', 'r.id', 'a.role_id').where('r.slug', SYSTEM_ADMIN).whereNull('a.brand_id')
  users
    .whereIn('id', (held) => void everywhere(held.from('role_assignments as a')).select('a.user_id'))
    .orWhereIn('id', (held) => {
      everywhere(held.from('group_roles as a')).join('group_members as m', 'm.group_id', 'a.group_id').select('m.user_id')
    })
}
