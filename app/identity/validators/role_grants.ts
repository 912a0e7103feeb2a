import type { RoleGrant } from '../grants.ts'

/** No brand means everywhere. */
export function roleGrants(roles: { roleId: string; brandId?: string | null }[]): RoleGrant[] {
  return roles.map(({ roleId, brandId }) => ({ roleId, brandId: brandId ?? null }))
}
