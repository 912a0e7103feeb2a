import { readRows } from '#core/database/index'
import { findBearer, type Bearer } from '../bearers.ts'
import type { Permission } from '../permissions.ts'
import { digest } from '../secret.ts'
import { IDLE_LIMIT_MS, noteSeen } from '../sign_in_life.ts'
import { Visitor, type Grant } from '../visitor.ts'

type Row = { id: string; name: string; email: string; permission: Permission | null; brandId: string | null }
type SignInRow = Row & { signInId: string; lastSeenAt: number }

/** One row per right held. A disabled person, or one who has not joined yet, is nobody. */
const RIGHTS = `
  left join role_assignments a on a.user_id = u.id
  left join role_permissions p on p.role_id = a.role_id
  where u.status = 'active'`
const COLUMNS = 'u.id, u.name, u.email, p.permission, a.brand_id as brandId'
const BY_ID = `select ${COLUMNS} from users u ${RIGHTS} and u.id = ?`
const BY_SIGN_IN = `
  select ${COLUMNS}, s.id as signInId, s.last_seen_at as lastSeenAt
  from sign_ins s join users u on u.id = s.user_id ${RIGHTS}
  and s.token_hash = ? and s.expires_at > ? and s.last_seen_at > ?`

/**
 * Who stands behind a cookie or a token. Asked on every request, so it is one indexed query for a
 * cookie and two for a token, on the connection that only reads; and nothing is remembered between
 * requests, so that a revocation, a disabled account or a changed role counts at once.
 */
export class FindVisitor {
  async bySignIn(secret: string): Promise<Visitor | null> {
    const now = Date.now()
    const rows = await readRows<SignInRow>(BY_SIGN_IN, [digest(secret), now, now - IDLE_LIMIT_MS])
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
    const rows = await readRows<Row>(BY_ID, [userId])
    const [first] = rows
    return first ? new Visitor(userOf(first), via, bearer?.tokenId ?? null, null, grantsOf(rows), bearer?.scopes) : null
  }
}

/** The visitor in whose name a job works; null where the person may not sign in any more. */
export function loadVisitor(userId: string, via: 'web' | 'api' | 'cli'): Promise<Visitor | null> {
  return new FindVisitor().byUser(userId, via)
}

function userOf({ id, name, email }: Row) {
  return { id, name, email }
}

function grantsOf(rows: Row[]): Grant[] {
  return rows.flatMap(({ permission, brandId }) => (permission ? [{ permission, brandId }] : []))
}
