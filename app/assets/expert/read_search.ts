import { OPERATORS, type Operator } from './search_words.ts'

/** A piece of what somebody typed: a word with a value, or text as it stands. */
export type Piece = { raw: string } & ({ word: string; operator: Operator; value: string; isNot: boolean } | { word: null })

const OPERATOR = [...OPERATORS].sort((a, b) => b.length - a.length).join('|')
const PIECE = new RegExp(`(-?)([\\p{L}][\\p{L}\\p{N}._]*)(${OPERATOR})("[^"]*"?|\\S*)|-?(?:"[^"]*"?|\\S+)`, 'gu')

/** Takes apart what was typed; quotes hold spaces together. */
export function readSearch(text: string): Piece[] {
  return [...text.slice(0, 1000).matchAll(PIECE)].map(([raw, minus, word, operator, value]) =>
    word && operator
      ? { raw, word, operator: operator as Operator, value: (value ?? '').replaceAll('"', '').trim(), isNot: minus === '-' }
      : { raw, word: null }
  )
}
