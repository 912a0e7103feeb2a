import type { Visitor } from '#identity'

/** What a word asks, by the names of the list's own fields: `{ reviewStatus: ['draft'] }`. */
export type Asked = Record<string, string | number | string[]>

export const OPERATORS = [':', '=', '>=', '<=', '>', '<'] as const
export type Operator = (typeof OPERATORS)[number]

export type Said = { value: string; operator: Operator; isNot: boolean }
export type Suggestion = { value: string; label?: string; count?: number }

/** A word that experts write into the search field with a value behind it: `tag:summer`, `-status:draft`, `width>2000` (S1-34). */
export type SearchWord = {
  word: string
  /** Other spellings of it. */
  aliases?: string[]
  operators?: readonly Operator[]
  /** What it asks; null where this value means nothing. */
  ask: (visitor: Visitor, said: Said, brandId?: string) => Promise<Asked | null> | Asked | null
  /** What may stand behind it, beginning with what is typed so far. */
  suggest?: (visitor: Visitor, typed: string, brandId?: string) => Promise<Suggestion[]> | Suggestion[]
}

const words: SearchWord[] = []

/** Lets the rooms that add filters say how experts write them. */
export const addSearchWord = (...added: SearchWord[]) => void words.push(...added)

export const searchWords = (): readonly SearchWord[] => words

export function wordNamed(name: string): SearchWord | undefined {
  const wanted = name.toLowerCase()
  return words.find(({ word, aliases = [] }) => word === wanted || aliases.includes(wanted))
}
