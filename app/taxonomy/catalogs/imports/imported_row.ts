/** A category as a file tells it: by the names on the way to it, or by what it stands in. */
export type ImportedRow = {
  /** Which row or concept of the file, for people: `Row 7`. */
  row: string
  name: string
  code: string | null
  /** By what others of the file name it, beside its code. */
  refs: string[]
  /** The names from the top down to what it stands in; null where `parent` tells. */
  above: string[] | null
  /** The code or reference of what it stands in; null is the top. */
  parent: string | null
}

/** More than this in one file is no taxonomy that people find their way in. */
export const MOST_ROWS = 50_000
export const MOST_BYTES = 20_000_000

const LONGEST_NAME = 200
const LONGEST_CODE = 150

/** What is wrong with a row by itself, in words; null where nothing is. */
export function faultIn({ name, code, above }: ImportedRow): string | null {
  for (const one of [...(above ?? []), name]) {
    if (one.trim() === '') return 'A name is missing.'
    if (one.length > LONGEST_NAME) return `A name has at most ${LONGEST_NAME} characters.`
    if (/\p{Cc}/u.test(one)) return 'A name is one line without control characters.'
  }
  if (code !== null && (code.length > LONGEST_CODE || /\p{Cc}/u.test(code))) {
    return `A code is one line of at most ${LONGEST_CODE} characters.`
  }
  return null
}
