import type { HttpContext } from '@adonisjs/core/http'
import type { Browser } from './actions/begin_sign_in.ts'

/** Where a sign-in comes from, for its owner to recognise it. */
export function browserOf({ request }: HttpContext): Browser {
  return { ip: request.ip(), userAgent: request.header('user-agent') ?? '' }
}

// In this order: each calls itself also what stands below it.
const BROWSERS: [RegExp, string][] = [
  [/Edg\w*\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]

/** "Firefox, Linux", as its owner would say; null where nothing is recognised. */
export function browserName(userAgent: string): string | null {
  const named = [BROWSERS, SYSTEMS].map((kinds) => kinds.find(([pattern]) => pattern.test(userAgent))?.[1])
  return named.filter(Boolean).join(', ') || null
}
