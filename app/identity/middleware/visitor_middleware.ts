import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { authenticate } from '../authenticate.ts'

/** Knows the visitor, if there is one, and tells the page. */
export class VisitorMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await authenticate(ctx)
    ctx.view.share({ visitor: ctx.guest ? null : ctx.visitor })
    // A page for one person must not come back out of a cache for another, nor by the back button after signing out.
    ctx.response.header('Cache-Control', 'private, no-store')
    return next()
  }
}
