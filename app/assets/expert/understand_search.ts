import type { Visitor } from '#identity'
import { readSearch } from './read_search.ts'
import { wordNamed, type Asked } from './search_words.ts'

export type Understood = {
  /** What is left to be looked for as text. */
  text: string
  /** What each word asks. */
  asked: Asked[]
  /** Words that are none, or whose value means nothing, as they were typed. */
  unknown: string[]
}

/** Finds in what was typed what its words ask. */
export async function understandSearch(visitor: Visitor, typed: string, brandId?: string): Promise<Understood> {
  const text: string[] = []
  const asked: Asked[] = []
  const unknown: string[] = []
  for (const piece of readSearch(typed)) {
    if (piece.word === null) {
      text.push(piece.raw)
      continue
    }
    const word = wordNamed(piece.word)
    const isFit = word && piece.value !== '' && (word.operators ?? [':', '=']).includes(piece.operator)
    const asks = isFit ? await word.ask(visitor, piece, brandId) : null
    if (asks) asked.push(asks)
    else unknown.push(piece.raw)
  }
  return { text: text.join(' '), asked, unknown }
}

/** All words as one question; values of one field are added up. */
export function together(asked: Asked[]): Asked {
  const all: Asked = {}
  for (const one of asked) {
    for (const [name, value] of Object.entries(one)) {
      const before = all[name]
      all[name] = Array.isArray(before) && Array.isArray(value) ? [...new Set([...before, ...value])] : value
      // Two tags that are asked for are both meant.
      if (name === 'tags' && Array.isArray(before)) all.tagMatch = ['all']
    }
  }
  return all
}
