import { isSqlite, readRows } from '#core/database/index'
import { findBearer, type Bearer } from '../bearers.ts'
import type { Permission } from '../permissions.ts'
import { digest } from '../secret.ts'
import { IDLE_LIMIT_MS, noteSeen } from '../sign_in_life.ts'
import { Visitor, type Circle, type Grant } from '../visitor.ts'

type Row = {
  id: string
  name: string
  email: string
  activeBrandId: string | null
  permissions: string | Permission[] | null
  brandId: string | null
  circleId: string | null
  outerId: string | null
  isIn: boolean | number | null
}
type SignInRow = Row & { signInId: string; lastSeenAt: number }

/** A disabled person, or one who has not joined yet, is nobody. */
const PERSON = `u.id, u.name, u.email, u.active_brand_id as activeBrandId`
const NO_CIRCLE = `a.brand_id as brandId, null as circleId, null as outerId, null as isIn`
const OWN_ROLES = `left join role_assignments a on a.user_id = u.id`
const ROLES_OF_GROUPS = `join group_members m on m.user_id = u.id join group_roles a on a.group_id = m.group_id`
const IS_IN = `(exists (select 1 from circle_members m where m.circle_id = c.id and m.user_id = u.id)
  or exists (select 1 from circle_members m join group_members g on g.group_id = m.group_id where m.circle_id = c.id and g.user_id = u.id))`
const CIRCLE = `c.brand_id as brandId, c.id as circleId, c.outer_id as outerId, ${IS_IN} as isIn, null as permissions`

/**
 * One row per role held, by oneself or through a group; one at least for whoever holds none. The permissions of a role
 * come as one value, since a row for each would cost more than the rest of the question. Then a row for each circle that
 * matters, those that the person is not in and those within others: usually there is none at all.
 */
function withRights(columns: string, from: string, where: string) {
  const list = isSqlite() ? 'json_group_array' : 'json_arrayagg'
  const permissions = `(select ${list}(p.permission) from role_permissions p where p.role_id = a.role_id) as permissions`
  const isMeant = `u.status = 'active' and ${where}`
  return [
    ...[OWN_ROLES, ROLES_OF_GROUPS].map((held) => `select ${columns}, ${NO_CIRCLE}, ${permissions} from ${from} ${held} where ${isMeant}`),
    `select ${columns}, ${CIRCLE} from ${from} cross join circles c where ${isMeant} and (c.outer_id is not null or not ${IS_IN})`,
  ].join(' union all ')
}

const writtenOut = () => ({
  byId: withRights(PERSON, 'users u', 'u.id = ?'),
  bySignIn: withRights(
    `${PERSON}, s.id as signInId, s.last_seen_at as lastSeenAt`,
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
    const rows = await readRows<SignInRow>((statements ??= writtenOut()).bySignIn, [...asked, ...asked, ...asked])
    const [first] = rows
    if (!first) return null
    noteSeen(first.signInId, Number(first.lastSeenAt), now)
    return new Visitor(userOf(first), 'web', null, first.signInId, grantsOf(rows), null, circlesOf(rows))
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
    const rows = await readRows<Row>((statements ??= writtenOut()).byId, [userId, userId, userId])
    const [first] = rows
    return first ? new Visitor(userOf(first), via, bearer?.tokenId ?? null, null, grantsOf(rows), bearer?.scopes, circlesOf(rows)) : null
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

function circlesOf(rows: Row[]): Circle[] {
  return rows.flatMap(({ circleId, brandId, outerId, isIn }) =>
    circleId && brandId ? [{ id: circleId, brandId, outerId, isIn: Boolean(Number(isIn)) }] : []
  )
}
