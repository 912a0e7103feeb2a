import { carryOut, isSqlite, readRows, type Transaction } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import { ahead, isOneSlipApart } from './slips.ts'

/** A part of a word shorter than this is in too many. */
const SHORTEST_PART = 3
/** A slip in a shorter word makes another word. */
const SHORTEST_SLIP = 4
const LONGEST = 40
/** So many other words stand for one that was asked for. */
const MOST = 40
/** Words that are looked at for a slip, of each beginning and each ending. */
const LOOKED_AT = 4000
const CHUNK = 300

const keysIn = (text: string) =>
  nameWords(text).filter((word) => word.length >= SHORTEST_PART && word.length <= LONGEST && !/^\d+$/.test(word))
const nameWords = (text: string) => folded(text).match(/[\p{Letter}\p{Number}]+/gu) ?? []
// `nameKey` is for names and stops where they end.
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
const reversed = (word: string) => [...word].reverse().join('')

/** Remembers the words of these texts. None is forgotten: one that no asset has any more finds nothing. */
export async function learnWords(trx: Transaction, texts: string[]) {
  if (!isSqlite()) return
  const words = [...new Set(texts.flatMap(keysIn))]
  for (let at = 0; at < words.length; at += CHUNK) {
    const some = words.slice(at, at + CHUNK)
    await carryOut(
      trx,
      `insert or ignore into search_words (word, reversed, length) values ${some.map(() => '(?, ?, ?)').join(', ')}`,
      some.flatMap((word) => [word, reversed(word), [...word].length])
    )
  }
}

export type Likeness = {
  words: string[]
  /** Nothing has the word itself: these are one slip of the pen away from it. */
  isSlip: boolean
}

/** What stands for a word beside those that begin with it: words it is a part of, or, where there is neither, words it is a slip of. */
export async function likenessOf(term: string): Promise<Likeness> {
  const key = nameKey(term)
  if (!isSqlite() || [...key].length < SHORTEST_PART || /^\d+$/.test(key)) return { words: [], isSlip: false }
  const within = await readRows<{ word: string }>(
    `select word from search_word_fts where search_word_fts match ? and word not like ? order by length(word), word limit ${MOST}`,
    [`"${key}"`, `${key}%`]
  )
  if (within.length > 0) return { words: within.map(({ word }) => word), isSlip: false }
  if ([...key].length < SHORTEST_SLIP || (await isBegun(key))) return { words: [], isSlip: false }
  return { words: await slipsOf(key), isSlip: true }
}

async function isBegun(key: string): Promise<boolean> {
  const found = await readRows('select 1 from search_words where word >= ? and word < ? limit 1', [key, ahead(key)])
  return found.length > 0
}

/** One slip leaves the first half of a word as it is, or the second, unless it swaps the letters between the two. */
async function slipsOf(key: string): Promise<string[]> {
  const letters = [...key]
  const half = Math.floor(letters.length / 2)
  const [start, end] = [letters.slice(0, half).join(''), letters.slice(half).reverse().join('')]
  const some = [-1, 0, 1].flatMap((more) => [
    { column: 'word', length: letters.length + more, from: start },
    { column: 'reversed', length: letters.length + more, from: end },
  ])
  const swapped = [...letters.slice(0, half - 1), letters[half]!, letters[half - 1]!, ...letters.slice(half + 1)].join('')
  const rows = await readRows<{ word: string }>(
    some
      .map(
        ({ column }) =>
          `select * from (select word from search_words where length = ? and ${column} >= ? and ${column} < ? limit ${LOOKED_AT})`
      )
      .concat('select word from search_words where word = ?')
      .join(' union '),
    [...some.flatMap(({ length, from }) => [length, from, ahead(from)]), swapped]
  )
  return rows
    .map(({ word }) => word)
    .filter((word) => isOneSlipApart(key, word))
    .slice(0, MOST)
}
