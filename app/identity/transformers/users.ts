import { browserName } from '../browser.ts'
import type { Invited } from '../actions/invite_user.ts'
import type AccountLink from '../models/account_link.ts'
import type SignIn from '../models/sign_in.ts'
import type User from '../models/user.ts'
import type Role from '../models/role.ts'

export function isoOf(time: number): string
export function isoOf(time: number | null): string | null
export function isoOf(time: number | null): string | null {
  return time === null ? null : new Date(Number(time)).toISOString()
}

export function transformUser(user: User) {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    status: user.status,
    roles: user.assignments.map(transformHeld),
    groups: user.groups.map(({ id, name }) => ({ id, name })),
    lastSignInAt: isoOf(user.lastSignInAt),
    createdAt: isoOf(user.createdAt),
    updatedAt: isoOf(user.updatedAt),
  }
}

export function transformHeld({ role, brandId }: { role: Role; brandId: string | null }) {
  return { roleId: role.id, slug: role.slug, name: role.name, brandId }
}

/** The link is in this answer only: afterwards its digest is all there is. */
export function transformInvited({ user, link, isMailed }: Invited) {
  return { id: link.id, userId: user.id, email: user.email, url: link.url, isMailed, expiresAt: isoOf(link.expiresAt) }
}

export function transformInvitation(link: AccountLink) {
  return {
    id: link.id,
    userId: link.userId,
    email: link.user.email,
    name: link.user.name,
    createdBy: link.createdBy,
    createdAt: isoOf(link.createdAt),
    expiresAt: isoOf(link.expiresAt),
  }
}

export function transformSignIn(signIn: SignIn, currentId: string | null) {
  return {
    id: signIn.id,
    ip: signIn.ip,
    userAgent: signIn.userAgent,
    browser: browserName(signIn.userAgent),
    isCurrent: signIn.id === currentId,
    createdAt: isoOf(signIn.createdAt),
    lastSeenAt: isoOf(signIn.lastSeenAt),
    expiresAt: isoOf(signIn.expiresAt),
  }
}
