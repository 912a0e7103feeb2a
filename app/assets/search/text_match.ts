/** Searching looks at this many words; more of them make no better question. */
const MAX_TERMS = 12

/** The words of what somebody typed, as the index sees words. */
export function termsOf(text: string): string[] {
  const terms =
    text
      .normalize('NFC')
      .slice(0, 1000)
      .match(/[\p{Letter}\p{Number}\p{Mark}]+/gu) ?? []
  return terms.slice(0, MAX_TERMS).map((term) => term.slice(0, 60))
}

/** Every word must begin some word of the asset: results appear while the last one is still being typed. */
export function ftsMatch(terms: string[]): string {
  return terms.map((term) => `"${term}"*`).join(' ')
}

/** The same question for MySQL. Words shorter than its index keeps would match nothing and are left out. */
export function booleanMatch(terms: string[]): string {
  return terms
    .filter((term) => term.length >= 3)
    .map((term) => `+${term}*`)
    .join(' ')
}
