import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { authenticate } from '../authenticate.ts'
import { libraryBrandsOf } from '../queries/find_brands.ts'

/** Knows the visitor, if there is one, and tells the page. */
export class VisitorMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await authenticate(ctx)
    const visitor = ctx.guest ? null : ctx.visitor
    // Asked for only where a whole page is drawn.
    ctx.view.share({ visitor, libraryBrands: () => (visitor ? libraryBrandsOf(visitor) : []) })
    // A page for one person must not come back out of a cache for another, nor by the back button after signing out.
    ctx.response.header('Cache-Control', 'private, no-store')
    return next()
  }
}
