import { RE2JS } from 're2js'

export const LONGEST_PATTERN = 200

/** Nobody has this many patterns; whoever makes more pays for compiling them. */
const MOST_KEPT = 200
const compiled = new Map<string, RE2JS>()

/**
 * Whether all of the text is of this pattern. RE2 takes time in proportion to the text whatever the pattern, so
 * none that somebody writes into a field can hold the process up. It throws on what is no pattern.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let known = compiled.get(pattern)
  if (!known) {
    known = RE2JS.compile(pattern)
    if (compiled.size >= MOST_KEPT) compiled.clear()
    compiled.set(pattern, known)
  }
  return known.matches(text)
}

/** What is wrong with a pattern, or null. */
export function problemOfPattern(pattern: string): string | null {
  if (pattern.length > LONGEST_PATTERN) return `A pattern is at most ${LONGEST_PATTERN} characters long.`
  try {
    matchesPattern(pattern, '')
    return null
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'unreadable'
    return `This is no pattern that can be used: ${said}. Write a regular expression without look-around and back-references.`
  }
}
