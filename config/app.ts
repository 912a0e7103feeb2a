import { defineConfig } from '@adonisjs/core/http'
import env from '#start/env'

const MINUTE_MS = 60_000
const secure = env.appUrl.startsWith('https://')

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  // By itself Node ends every request after five minutes, and with it large uploads on slow lines. What counts is
  // that something moves. Headers have a minute.
  headersTimeout: MINUTE_MS,
  requestTimeout: 24 * 60 * MINUTE_MS,
  timeout: 5 * MINUTE_MS,
  // Longer than proxies and programs keep a connection that rests: whoever closes first must not be us, or a request
  // that is just being sent on it is lost.
  keepAliveTimeout: 1.25 * MINUTE_MS,
  trustProxy: () => env.trustProxy,
  cookie: { path: '/', httpOnly: true, secure, sameSite: 'lax' },
})
