import { textOn } from '../colours.ts'
import type Brand from '../models/brand.ts'
import type { BrandMember } from '../queries/list_brand_members.ts'
import type { CountedGroup } from '../queries/list_groups.ts'
import type { RoleWithPermissions } from '../queries/list_roles.ts'
import { isoOf, transformHeld } from './users.ts'

/** A list that is always whole. */
export function whole<T>(data: T[]) {
  return { data, meta: { total: data.length, totalIsCapped: false, next: null } }
}

export function transformRole({ role, permissions }: RoleWithPermissions) {
  return { id: role.id, slug: role.slug, name: role.name, isBuiltIn: role.isBuiltIn, permissions }
}

export function transformGroup({ group, memberCount }: CountedGroup) {
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    memberCount,
    roles: group.assignments.map(transformHeld),
    createdAt: isoOf(group.createdAt),
    updatedAt: isoOf(group.updatedAt),
  }
}

export function transformBrand(brand: Brand) {
  return {
    id: brand.id,
    slug: brand.slug,
    name: brand.name,
    description: brand.description,
    colours: brand.colours.map((colour) => ({ ...colour, ...textOn(colour.hex) })),
    languages: brand.languages,
    tagPolicy: brand.tagPolicy,
    createdAt: isoOf(brand.createdAt),
    updatedAt: isoOf(brand.updatedAt),
  }
}

export function transformBrandMember({ id, type, holderId, name, email, roleId, roleName }: BrandMember) {
  const holder = { userId: type === 'person' ? holderId : null, groupId: type === 'group' ? holderId : null }
  return { id, type, ...holder, name, email, role: { id: roleId, name: roleName } }
}
