import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import SessionMiddleware from '@adonisjs/session/session_middleware'
import ShieldMiddleware from '@adonisjs/shield/shield_middleware'
import { bearerOf } from './bearer.ts'

/**
 * Guards the API where a browser calls it by its cookie: a change must carry the form token. Programs
 * with a token of their own need none, and get no cookie.
 */
export default class FormTokenMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (bearerOf(ctx.request) !== null) return next()
    const session = await ctx.containerResolver.make(SessionMiddleware)
    const shield = await ctx.containerResolver.make(ShieldMiddleware)
    return session.handle(ctx, () => shield.handle(ctx, next))
  }
}
