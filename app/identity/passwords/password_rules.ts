import { readFileSync } from 'node:fs'
import { FieldProblem } from '../errors.ts'
import { keyOf } from '../key.ts'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 200

/** What is left of a password when the owner's name and address are taken out must still be this long. */
const SHORTEST_REST = 6
const FEWEST_CHARACTERS = 5

let common: Set<string> | undefined

function isListed(word: string): boolean {
  common ??= new Set(
    readFileSync(new URL('common.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter(Boolean)
  )
  return common.has(word)
}

/** The same password typed on another keyboard or system gives the same characters. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC')
}

/**
 * Refuses a password that is short, among the first to be tried, or made of its owner's name. There are no
 * rules about kinds of characters: they make passwords hard to remember and hardly harder to guess.
 */
export function assertGoodPassword(password: string, owner: { email: string; name: string }, field = 'password') {
  const length = [...password].length
  if (length < SHORTEST_PASSWORD) {
    throw new FieldProblem(
      'password_too_short',
      field,
      `Use at least ${SHORTEST_PASSWORD} characters. A few words in a row are easy to remember.`
    )
  }
  if (length > LONGEST_PASSWORD) {
    throw new FieldProblem('password_too_long', field, `Use at most ${LONGEST_PASSWORD} characters.`)
  }
  const folded = keyOf(password)
  if (isCommon(folded)) {
    throw new FieldProblem(
      'password_too_common',
      field,
      'This password is one of the first that are tried. Choose another, such as a few words in a row.'
    )
  }
  if (isAboutOwner(folded, owner)) {
    throw new FieldProblem(
      'password_is_name',
      field,
      'This password is made of your name or e-mail address. Choose one that others cannot guess.'
    )
  }
}

/** A listed word stays one with "2026!" behind it, and written twice. */
function isCommon(folded: string): boolean {
  const bare = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return (
    [folded, bare, smallestBlock(folded), smallestBlock(bare)].some(isListed) ||
    new Set(folded).size < FEWEST_CHARACTERS ||
    smallestBlock(folded).length < FEWEST_CHARACTERS ||
    isRun(folded)
  )
}

/** "abc" of "abcabcabc"; the text itself where nothing repeats. */
function smallestBlock(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    const block = text.slice(0, size)
    if (block.repeat(Math.ceil(text.length / size)).startsWith(text)) return block
  }
  return text
}

/** Characters that follow one another, as in "abcdefghijkl" or "9876543210". */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0)!)
  const steps = codes.slice(1).filter((code, index) => Math.abs(code - codes[index]) === 1)
  return steps.length >= (codes.length - 1) * 0.75
}

function isAboutOwner(folded: string, { email, name }: { email: string; name: string }): boolean {
  const words = [...keyOf(email).split(/[@.+_-]/), ...keyOf(name).split(/[\s.-]/)].filter((word) => [...word].length > 2)
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ''), folded)
  return rest !== folded && [...rest].length < SHORTEST_REST
}
