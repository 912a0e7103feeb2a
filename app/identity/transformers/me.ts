import { PERMISSIONS } from '../permissions.ts'
import type { Visitor } from '../visitor.ts'

/** Each permission the visitor holds, with the brands it is held in. */
export function transformMe(visitor: Visitor) {
  const held = PERMISSIONS.filter((permission) => visitor.canSomewhere(permission))
  return {
    id: visitor.user.id,
    name: visitor.user.name,
    email: visitor.user.email,
    activeBrandId: visitor.activeBrand,
    via: visitor.via,
    permissions: held.map((permission) => ({ permission, brands: visitor.brandsWith(permission) })),
  }
}
