/*
 * What every request passes, in order. Routes choose their stack in app/core/http/stacks.ts terms:
 * pages, API and bytes differ in what they need, and bytes need least.
 */
import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/http/exception_handler'))

server.use([
  () => import('#core/http/security_headers_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
  () => import('@adonisjs/static/static_middleware'),
])

router.use([])

export const middleware = router.named({
  body: () => import('@adonisjs/core/bodyparser_middleware'),
  form: () => import('@adonisjs/session/session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
})
