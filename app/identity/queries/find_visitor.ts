import { isSqlite, readRows } from '#core/database/index'
import { findBearer, type Bearer } from '../bearers.ts'
import type { Permission } from '../permissions.ts'
import { digest } from '../secret.ts'
import { IDLE_LIMIT_MS, noteSeen } from '../sign_in_life.ts'
import { Visitor, type Grant } from '../visitor.ts'

type Row = {
  id: string
  name: string
  email: string
  activeBrandId: string | null
  permissions: string | Permission[] | null
  brandId: string | null
}
type SignInRow = Row & { signInId: string; lastSeenAt: number }

/** A disabled person, or one who has not joined yet, is nobody. */
const COLUMNS = `u.id, u.name, u.email, u.active_brand_id as activeBrandId, a.brand_id as brandId`
const OWN_ROLES = `left join role_assignments a on a.user_id = u.id`
const ROLES_OF_GROUPS = `join group_members m on m.user_id = u.id join group_roles a on a.group_id = m.group_id`

/**
 * One row per role held, by oneself or through a group; one at least for whoever holds none. The permissions of a role
 * come as one value, since a row for each would cost more than the rest of the question.
 */
function withRights(columns: string, from: string, where: string) {
  const list = isSqlite() ? 'json_group_array' : 'json_arrayagg'
  const permissions = `(select ${list}(p.permission) from role_permissions p where p.role_id = a.role_id) as permissions`
  return [OWN_ROLES, ROLES_OF_GROUPS]
    .map((held) => `select ${columns}, ${permissions} from ${from} ${held} where u.status = 'active' and ${where}`)
    .join(' union all ')
}

const writtenOut = () => ({
  byId: withRights(COLUMNS, 'users u', 'u.id = ?'),
  bySignIn: withRights(
    `${COLUMNS}, s.id as signInId, s.last_seen_at as lastSeenAt`,
    'sign_ins s join users u on u.id = s.user_id',
    's.token_hash = ? and s.expires_at > ? and s.last_seen_at > ?'
  ),
})
let statements: ReturnType<typeof writtenOut> | undefined

/**
 * Who stands behind a cookie or a token. Asked on every request, so it is one indexed statement for a
 * cookie and two for a token, on the connection that only reads; and nothing is remembered between
 * requests, so that a revocation, a disabled account or a changed role counts at once.
 */
export class FindVisitor {
  async bySignIn(secret: string): Promise<Visitor | null> {
    const now = Date.now()
    const asked = [digest(secret), now, now - IDLE_LIMIT_MS]
    const rows = await readRows<SignInRow>((statements ??= writtenOut()).bySignIn, [...asked, ...asked])
    const [first] = rows
    if (!first) return null
    noteSeen(first.signInId, Number(first.lastSeenAt), now)
    return new Visitor(userOf(first), 'web', null, first.signInId, grantsOf(rows))
  }

  async byBearer(secret: string): Promise<Visitor | null> {
    const bearer = await findBearer(secret)
    return bearer ? this.#owner(bearer.userId, 'api', bearer) : null
  }

  /** For work that goes on after the request: the rights of this person as they are now. */
  byUser(userId: string, via: 'web' | 'api' | 'cli'): Promise<Visitor | null> {
    return this.#owner(userId, via)
  }

  async #owner(userId: string, via: 'web' | 'api' | 'cli', bearer?: Bearer): Promise<Visitor | null> {
    const rows = await readRows<Row>((statements ??= writtenOut()).byId, [userId, userId])
    const [first] = rows
    return first ? new Visitor(userOf(first), via, bearer?.tokenId ?? null, null, grantsOf(rows), bearer?.scopes) : null
  }
}

/** The visitor in whose name a job works; null where the person may not sign in any more. */
export function loadVisitor(userId: string, via: 'web' | 'api' | 'cli'): Promise<Visitor | null> {
  return new FindVisitor().byUser(userId, via)
}

function userOf({ id, name, email, activeBrandId }: Row) {
  return { id, name, email, activeBrandId }
}

function grantsOf(rows: Row[]): Grant[] {
  return rows.flatMap(({ permissions, brandId }) => listed(permissions).map((permission) => ({ permission, brandId })))
}

/** The client of MySQL has parsed it already. */
const listed = (json: Row['permissions']): Permission[] => (typeof json === 'string' ? (JSON.parse(json) as Permission[]) : (json ?? []))
