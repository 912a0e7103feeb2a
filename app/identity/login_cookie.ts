import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { SIGN_IN_LIFE_MS } from './sign_in_life.ts'

const secure = env.appUrl.startsWith('https://')

/** `__Host-` makes the browser refuse one that was set by a neighbouring host or without HTTPS. */
export const LOGIN_COOKIE = secure ? '__Host-damson' : 'damson'

const OPTIONS = { path: '/', httpOnly: true, secure, sameSite: 'lax', encode: false } as const

export function readLoginCookie({ request }: HttpContext): string | null {
  const value: unknown = request.plainCookie(LOGIN_COOKIE, { encoded: false })
  return typeof value === 'string' && value.length > 0 ? value : null
}

export function writeLoginCookie({ response }: HttpContext, secret: string) {
  response.plainCookie(LOGIN_COOKIE, secret, { ...OPTIONS, maxAge: SIGN_IN_LIFE_MS / 1000 })
}

export function clearLoginCookie({ response }: HttpContext) {
  response.plainCookie(LOGIN_COOKIE, '', { ...OPTIONS, maxAge: -1, expires: new Date(0) })
}
