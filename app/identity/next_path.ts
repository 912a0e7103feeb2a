/** Stands in for our own host: what is resolved against it and leaves it would leave us. */
const HERE = 'https://here.invalid'

/**
 * Where to go after signing in: a path of this host, or the start page. Browsers read "//evil", "/\evil"
 * and "/<tab>/evil" as another host, so the text is read as they read it, and given out as it was read.
 */
export function safeNext(next: unknown, otherwise = '/'): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])/.test(next) || /[\p{Cc}\\]/u.test(next)) return otherwise
  const url = URL.canParse(next, HERE) ? new URL(next, HERE) : null
  if (!url || url.origin !== HERE) return otherwise
  // "/./evil" and "/x/..//evil" collapse to "//evil", which leaves us at the second reading.
  return url.pathname.startsWith('//') ? otherwise : url.pathname + url.search + url.hash
}
