import { likenessOf } from './vocabulary.ts'

/** Searching looks at this many words; more of them make no better question. */
const MAX_TERMS = 12
const LONGEST = 60

/** What somebody typed, as the index sees it: words, and phrases of several words, wanted or not. */
export class Terms {
  readonly wanted: string[] = []
  readonly unwanted: string[] = []
  /** Other words that stand for a wanted one, by that. */
  readonly like = new Map<string, string[]>()
  /** Wanted words of which nothing is known, and that `like` has slips of. */
  readonly slips: string[] = []
  /** The ids that a search engine found, closest first; null where the database itself is to look. */
  found: string[] | null = null
  /** The database answers because the search engine does not. */
  isFallback = false

  constructor(text: string) {
    for (const [, minus, phrase, word] of text.normalize('NFC').slice(0, 1000).matchAll(PIECE)) {
      const words = wordsOf(phrase ?? word ?? '')
      if (words.length === 0) continue
      // What is written in quotes, or is not wanted, is meant as one.
      if (minus) this.unwanted.push(words.join(' '))
      else if (phrase) this.wanted.push(words.join(' '))
      else this.wanted.push(...words)
    }
    this.wanted.splice(MAX_TERMS)
    this.unwanted.splice(MAX_TERMS)
  }

  get isEmpty(): boolean {
    return this.wanted.length === 0 && this.unwanted.length === 0
  }

  /** What matches can be more or less close. */
  get canRank(): boolean {
    return this.wanted.length > 0
  }
}

const PIECE = /(?<![^\s])(-?)(?:"([^"]+)"?|(\S+))/gu

const wordsOf = (text: string) => (text.match(/[\p{Letter}\p{Number}\p{Mark}]+/gu) ?? []).map((word) => word.slice(0, LONGEST))

export const termsOf = (text: string | undefined) => new Terms(text ?? '')

/** The same with what stands for its words. Each is asked for once, before the list that needs it. */
export async function understood(text: string | undefined): Promise<Terms> {
  const terms = termsOf(text)
  for (const term of terms.wanted.filter((one) => !isPhrase(one))) {
    const { words, isSlip } = await likenessOf(term)
    if (words.length > 0) terms.like.set(term, words)
    if (words.length > 0 && isSlip) terms.slips.push(term)
  }
  return terms
}

const isPhrase = (term: string) => term.includes(' ')

/** Every word must begin some word of the asset: results appear while the last one is still being typed. */
export function ftsMatch(terms: string[], between: 'AND' | 'OR' = 'AND', like?: Terms['like']): string {
  return terms
    .map((term) => {
      const itself = isPhrase(term) ? `"${term}"` : `"${term}"*`
      const others = like?.get(term)
      return others ? `(${[itself, ...others.map((word) => `"${word}"`)].join(' OR ')})` : itself
    })
    .join(` ${between} `)
}

/** The same question for MySQL. Words shorter than its index keeps would match nothing and are left out. */
export function booleanMatch(terms: string[], sign: '+' | '' = '+'): string {
  return terms
    .filter((term) => term.length >= 3)
    .map((term) => (isPhrase(term) ? `${sign}"${term}"` : `${sign}${term}*`))
    .join(' ')
}
