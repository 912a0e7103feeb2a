import type { HttpRequest } from '@adonisjs/core/http'

/**
 * The token of an `Authorization: Bearer` header, or null without one. Everything that treats such
 * requests in its own way asks here, so that what skips the form token is never let in by a cookie.
 */
export function bearerOf(request: HttpRequest): string | null {
  const header = request.header('authorization')
  const match = header === undefined ? null : /^bearer(?: +(.*))?$/i.exec(header.trim())
  return match ? (match[1] ?? '') : null
}
