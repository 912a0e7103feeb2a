import { defineConfig, stores } from '@adonisjs/session'
import env from '#start/env'

const secure = env.appUrl.startsWith('https://')

/**
 * Holds flash messages and the CSRF secret of a browser. Who is signed in stands in the table of
 * sign-ins instead, where it can be listed and revoked.
 */
export default defineConfig({
  enabled: true,
  cookieName: secure ? '__Host-damson-form' : 'damson-form',
  clearWithBrowser: true,
  age: '1d',
  cookie: { path: '/', httpOnly: true, secure, sameSite: 'lax' },
  store: 'cookie',
  stores: { cookie: stores.cookie() },
})
