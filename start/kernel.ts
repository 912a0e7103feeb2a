/*
 * What every request passes, in order, and the stacks that routes choose from.
 */
import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/http/exception_handler'))

server.use([
  () => import('#core/http/security_headers_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
  () => import('#core/http/public_files_middleware'),
])

router.use([])

export const middleware = router.named({
  body: () => import('@adonisjs/core/bodyparser_middleware'),
  form: () => import('@adonisjs/session/session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
  formToken: () => import('#core/http/form_token_middleware'),
  visitor: () => import('#identity').then((identity) => ({ default: identity.VisitorMiddleware })),
  signedIn: () => import('#identity').then((identity) => ({ default: identity.SignedInMiddleware })),
  idempotent: () => import('#identity').then((identity) => ({ default: identity.IdempotencyMiddleware })),
})

/*
 * The stacks: every route uses exactly one of them.
 *
 *   router.group(() => { … }).use(pages)
 *
 * openPages  pages that anybody may see (sign-in, a share): `ctx.guest` says whether somebody is signed in
 * pages      pages of people: whoever is not signed in is sent to sign in and comes back
 * api        /api/v1: JSON, for programs with a token and for the browser by its cookie and a form token
 * bytes      routes that give out files by GET and HEAD: nothing but who is asking, because they are called most
 *
 * A stack says who is asking. What they may do is asked in the controller: `await bouncer.with(…).authorize(…)`.
 */
export const openPages = [middleware.body(), middleware.form(), middleware.shield(), middleware.visitor()]
export const pages = [...openPages, middleware.signedIn()]
export const api = [middleware.body(), middleware.signedIn(), middleware.formToken()]
export const bytes = [middleware.signedIn()]
