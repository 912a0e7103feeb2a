import type { Visitor } from '#identity'
import { readSearch } from './read_search.ts'
import { searchWords, wordNamed } from './search_words.ts'

/** What can stand at the end of a search: `text` replaces its last word. */
export type Completion = { text: string; label: string; count: number | null }

const MOST = 10

/** How the last word of what is typed may go on: as the name of a word, or as one of its values. */
export async function suggestWords(visitor: Visitor, typed: string, brandId?: string): Promise<Completion[]> {
  const last = readSearch(typed).at(-1)
  if (!last || /\s$/.test(typed)) return []
  if (last.word === null) return names(last.raw)
  const word = wordNamed(last.word)
  const values = (await word?.suggest?.(visitor, last.value, brandId)) ?? []
  const before = `${last.isNot ? '-' : ''}${last.word}${last.operator}`
  return values.slice(0, MOST).map(({ value, label, count }) => ({
    text: `${before}${/\s/.test(value) ? `"${value}"` : value}`,
    label: label ?? value,
    count: count ?? null,
  }))
}

/** `ta` is on the way to `tag:`, and `tag:` on the way to its values. */
function names(raw: string): Completion[] {
  const [, minus, begun, operator] = /^(-?)(\p{L}+)([:=<>]+)?$/u.exec(raw) ?? []
  if (!begun || (begun.length < 2 && !operator)) return []
  return searchWords()
    .filter(({ word }) => word.startsWith(begun.toLowerCase()))
    .map(({ word }) => ({ text: `${minus}${word}:`, label: `${word}:`, count: null }))
}
