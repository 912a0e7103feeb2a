import { defineConfig } from '@adonisjs/core/http'
import env from '#start/env'

const secure = env.appUrl.startsWith('https://')

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  trustProxy: () => env.trustProxy,
  cookie: { path: '/', httpOnly: true, secure, sameSite: 'lax' },
})
