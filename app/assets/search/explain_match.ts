import { readRows } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import type { AssetJson } from '../transformers/asset_transformer.ts'
import type { Terms } from './text_match.ts'

/** Where the words that were searched for were found: `marks` are pairs of where a word begins and ends in `text`. */
export type Match = { field: string; text: string; marks: [number, number][] }

/** More than this much of a text nobody reads on a card. */
const SHOWN = 160
const BEFORE = 50
const MOST = 3

type Told = Pick<AssetJson, 'id' | 'name' | 'fileName' | 'title' | 'description' | 'altText' | 'keywords' | 'tags' | 'fields'>
type Found = Match & { words: Set<string> }

/** Why each of these assets matches: the fewest texts that together have every word, the name first. */
export async function explainMatches(assets: Told[], terms: Terms): Promise<Map<string, Match[]>> {
  const explained = new Map<string, Match[]>()
  const open: { id: string; word: string }[] = []
  for (const asset of assets) {
    const { matches, missing } = explain(textsOf(asset), terms)
    explained.set(asset.id, matches)
    const [lacking] = missing
    if (lacking && matches.length < MOST) {
      const isSlip = terms.slips.includes(lacking)
      open.push({ id: asset.id, word: isSlip ? terms.like.get(lacking)![0]! : lacking })
    }
  }
  for (const [id, excerpt] of await excerpts(open)) {
    const { matches } = explain([['document', excerpt]], terms)
    explained.get(id)!.push(...matches)
  }
  return explained
}

const textsOf = (asset: Told): [string, string | null][] => [
  ['name', asset.name],
  ['title', asset.title],
  ['tags', asset.tags.map(({ name }) => name).join(', ')],
  ['keywords', asset.keywords.join(', ')],
  ['description', asset.description],
  ['altText', asset.altText],
  ['fields', Object.values(asset.fields).flat().map(String).join(', ')],
  ['fileName', asset.fileName],
]

function explain(texts: [string, string | null][], { wanted, like }: Terms): { matches: Match[]; missing: string[] } {
  const matches: Match[] = []
  let missing = wanted
  for (const [field, text] of texts) {
    if (missing.length === 0 || matches.length === MOST) break
    const found = text ? findIn(field, text, wanted, like) : null
    if (!found || !missing.some((term) => found.words.has(term))) continue
    missing = missing.filter((term) => !found.words.has(term))
    matches.push({ field, text: found.text, marks: found.marks })
  }
  return { matches, missing }
}

/** As the index does it: without case and accents, a word by how it begins or by what stands for it, a phrase as it stands. */
function findIn(field: string, whole: string, wanted: string[], like: Terms['like']): Found | null {
  const words = [...whole.matchAll(/[\p{Letter}\p{Number}\p{Mark}]+/gu)].map(({ 0: word, index }) => ({ key: nameKey(word), word, index }))
  const found: Found = { field, text: whole, marks: [], words: new Set() }
  for (const term of wanted) {
    const keys = nameKey(term).split(' ')
    const others = like.get(term)
    for (let at = 0; at + keys.length <= words.length; at += 1) {
      const isHere = keys.every((key, nth) => (keys.length > 1 ? words[at + nth]!.key === key : words[at]!.key.startsWith(key)))
      if (!isHere && others?.includes(words[at]!.key)) {
        found.marks.push(partOf(words[at]!, keys[0]!))
        found.words.add(term)
      }
      if (!isHere) continue
      const last = words[at + keys.length - 1]!
      const isPart = keys.length === 1 && last.key.length === last.word.length
      found.marks.push([words[at]!.index, last.index + (isPart ? keys[0]!.length : last.word.length)])
      found.words.add(term)
    }
  }
  return found.marks.length > 0 ? shortened(found) : null
}

/** The part of a word that was asked for, or the whole where it is a slip. */
function partOf({ key, word, index }: { key: string; word: string; index: number }, part: string): [number, number] {
  const at = key.length === word.length ? key.indexOf(part) : -1
  return at < 0 ? [index, index + word.length] : [index + at, index + at + part.length]
}

function shortened(found: Found): Found {
  const marks = apart(found.marks)
  if (found.text.length <= SHOWN) return { ...found, marks }
  const start = Math.max(0, marks[0]![0] - BEFORE)
  const text = (start > 0 ? '…' : '') + found.text.slice(start, start + SHOWN) + (start + SHOWN < found.text.length ? '…' : '')
  const shift = (start > 0 ? 1 : 0) - start
  const end = start + SHOWN
  return { ...found, text, marks: marks.filter(([, to]) => to <= end).map(([from, to]) => [from + shift, to + shift]) }
}

/** In order, and none within another. */
function apart(marks: [number, number][]): [number, number][] {
  const sorted = [...marks].sort((a, b) => a[0] - b[0] || b[1] - a[1])
  return sorted.filter(([from], at) => sorted.slice(0, at).every(([, to]) => to <= from))
}

/** The part of a document's text around the first word that nothing else explains. */
async function excerpts(open: { id: string; word: string }[]): Promise<Map<string, string>> {
  if (open.length === 0) return new Map()
  const around = 'substr(body, case when instr(lower(body), ?) > 80 then instr(lower(body), ?) - 80 else 1 end, 400)'
  const select = `select assets.id as id, ${around} as excerpt from assets join blob_texts on blob_texts.blob_id = assets.blob_id
    where assets.id = ? and instr(lower(body), ?) > 0`
  const rows = await readRows<{ id: string; excerpt: string }>(
    open.map(() => select).join(' union all '),
    open.flatMap(({ id, word }) => {
      const term = word.toLowerCase()
      return [term, term, id, term]
    })
  )
  return new Map(rows.map((row) => [row.id, row.excerpt]))
}
