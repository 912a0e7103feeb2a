import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { authenticate } from '../authenticate.ts'
import { SignInNeeded } from '../errors.ts'

/** Lets nobody pass who is not signed in: people are sent to sign in, programs get a 401. */
export class SignedInMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    // What one person is answered must not come out of a cache for another. Routes of files say it in their own way.
    ctx.response.header('Cache-Control', 'private, no-store')
    await authenticate(ctx)
    if (!ctx.guest) return next()
    if (!isPageVisit(ctx)) throw new SignInNeeded()
    const here = ctx.request.url(true)
    return ctx.response.redirect().toPath(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`)
  }
}

function isPageVisit({ request }: HttpContext): boolean {
  const isRead = ['GET', 'HEAD'].includes(request.method())
  return isRead && !request.url().startsWith('/api/') && !request.header('hx-request') && request.accepts(['html', 'json']) === 'html'
}
