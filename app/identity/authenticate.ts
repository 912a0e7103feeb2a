import type { HttpContext } from '@adonisjs/core/http'
import { bearerOf } from '#core/http/bearer'
import { admit, isAdmitted } from './context.ts'
import { BadToken } from './errors.ts'
import { readLoginCookie } from './login_cookie.ts'
import { FindVisitor } from './queries/find_visitor.ts'

const find = new FindVisitor()

/**
 * Finds out who is asking. A bearer token decides alone, good or bad: the request was spared the form
 * token because of it, so the cookie beside it must not count.
 */
export async function authenticate(ctx: HttpContext): Promise<void> {
  if (isAdmitted(ctx)) return
  const bearer = bearerOf(ctx.request)
  if (bearer !== null) {
    const visitor = await find.byBearer(bearer)
    if (!visitor) throw new BadToken()
    return admit(ctx, visitor)
  }
  const secret = readLoginCookie(ctx)
  admit(ctx, secret ? await find.bySignIn(secret) : null)
}
