import { defineConfig } from '@adonisjs/shield'
import type { HttpContext } from '@adonisjs/core/http'
import { bearerOf } from '#core/http/bearer'
import { bringsTokenInBody } from '#core/http/form_token'
import env from '#start/env'

const secure = env.appUrl.startsWith('https://')

export default defineConfig({
  // The Content-Security-Policy is one of the headers that every answer carries, pages or not: app/core/http/security_headers.ts
  csp: { enabled: false, directives: {}, reportOnly: false },
  csrf: {
    enabled: true,
    // A bearer token is never sent by a browser on its own, so a forged request cannot carry it.
    exceptRoutes: (ctx: HttpContext) => bearerOf(ctx.request) !== null || bringsTokenInBody(ctx),
    enableXsrfCookie: false,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },
  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: secure, maxAge: '180 days' },
  contentTypeSniffing: { enabled: true },
})
