import edge from 'edge.js'
import string from '@adonisjs/core/helpers/string'
import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpRequest } from '@adonisjs/core/http'
import { lucide } from './icon.ts'

/** The theme a visitor chose, from the cookie that resources/js/theme.ts writes; empty follows the system. */
function themeOf(request: HttpRequest | null): string {
  const theme: unknown = request?.plainCookie('theme', { encoded: false })
  return theme === 'light' || theme === 'dark' ? theme : ''
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}

/** Day and hour; English here is international: 22 Nov 2026, 23:02. */
function dateTime(at: string | number | Date): string {
  const { defaultLocale } = i18nManager
  const writing = defaultLocale === 'en' ? 'en-GB' : defaultLocale
  return new Intl.DateTimeFormat(writing, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
}

/** The words that scripts say, handed to them as JSON in an attribute: `assets.js` gives all below it. */
function scriptWords(prefix: string): string {
  const all = Object.entries(i18nManager.getTranslationsFor(i18nManager.defaultLocale))
  const under = all.filter(([key]) => key.startsWith(`${prefix}.`))
  return JSON.stringify(Object.fromEntries(under.map(([key, text]) => [key.slice(prefix.length + 1), text])))
}

/** A text of which pieces are marked, as HTML. */
function marked(pieces: { text: string; isMarked: boolean }[]): string {
  return pieces.map(({ text, isMarked }) => (isMarked ? `<mark>${string.escapeHTML(text)}</mark>` : string.escapeHTML(text))).join('')
}

/** What every template may call. */
export function registerViewGlobals() {
  edge.global('lucide', lucide)
  edge.global('themeOf', themeOf)
  edge.global('initials', initials)
  edge.global('marked', marked)
  edge.global('dateTime', dateTime)
  edge.global('scriptWords', scriptWords)
}
