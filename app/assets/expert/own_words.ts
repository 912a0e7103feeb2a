import mime from 'mime-types'
import { MEDIA_TYPES } from '#files'
import { LISTS, MEASURES, withoutOf, WRITTEN } from '../queries/column_filters.ts'
import type { Asked, Operator, Said, SearchWord, Suggestion } from './search_words.ts'

const ORDERED: readonly Operator[] = [':', '=', '>=', '<=', '>', '<']

/** `in-review`, `InReview` and `in_review` are one word. */
const plain = (text: string) => text.toLowerCase().replace(/[-_\s]/g, '')
const among = (values: readonly string[], said: string) => values.find((value) => plain(value) === plain(said))
const beginning = (values: readonly string[], typed: string): Suggestion[] =>
  values.filter((value) => plain(value).startsWith(plain(typed))).map((value) => ({ value }))

/** A field of which some values are known. */
function listed(word: string, field: string, values: readonly string[], aliases: string[] = []): SearchWord {
  return {
    word,
    aliases,
    ask: (_visitor, { value, isNot }) => {
      const found = value.split(',').map((one) => among(values, one))
      return found.every((one) => one !== undefined) ? { [isNot ? withoutOf(field) : field]: found as string[] } : null
    },
    suggest: (_visitor, typed) => beginning(values, typed),
  }
}

const UNITS: Record<string, number> = { k: 1e3, kb: 1e3, mb: 1e6, gb: 1e9, s: 1, m: 60, min: 60, h: 3600, px: 1 }

function measured(word: string): SearchWord {
  return {
    word,
    operators: ORDERED,
    ask: (_visitor, { value, operator, isNot }) => {
      const [, digits, unit] = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(value) ?? []
      const factor = unit ? UNITS[unit.toLowerCase()] : 1
      if (!digits || factor === undefined || isNot) return null
      const number = Number(digits) * factor
      const step = word === 'duration' ? 0.001 : 1
      const bounds: Record<Operator, Asked> = {
        ':': { [`${word}Min`]: number, [`${word}Max`]: number },
        '=': { [`${word}Min`]: number, [`${word}Max`]: number },
        '>=': { [`${word}Min`]: number },
        '>': { [`${word}Min`]: number + step },
        '<=': { [`${word}Max`]: number },
        '<': { [`${word}Max`]: Math.max(0, number - step) },
      }
      return bounds[operator]
    },
  }
}

const STARS = ['1', '2', '3', '4', '5']

const rating: SearchWord = {
  word: 'rating',
  aliases: ['stars'],
  operators: ORDERED,
  ask: (_visitor, { value, operator, isNot }) => {
    if (!STARS.includes(value)) return null
    const by: Record<Operator, (star: string) => boolean> = {
      ':': (star) => star === value,
      '=': (star) => star === value,
      '>=': (star) => star >= value,
      '>': (star) => star > value,
      '<=': (star) => star <= value,
      '<': (star) => star < value,
    }
    const stars = STARS.filter(by[operator])
    return stars.length > 0 ? { [isNot ? 'withoutRating' : 'rating']: stars } : null
  },
  suggest: (_visitor, typed) => beginning(STARS, typed),
}

const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'svg', 'avif', 'pdf', 'mp4', 'mov', 'webm', 'mp3', 'wav', 'txt']

const format: SearchWord = {
  word: 'format',
  ask: (_visitor, { value, isNot }) => {
    const type = value.includes('/') ? value.toLowerCase() : mime.lookup(value.toLowerCase())
    return type ? { [isNot ? 'withoutFormat' : 'format']: [type] } : null
  },
  suggest: (_visitor, typed) => beginning(FORMATS, typed),
}

const type: SearchWord = {
  word: 'type',
  ask: (_visitor, { value, isNot }) => {
    const found = among(MEDIA_TYPES, value.replace(/s$/i, ''))
    return found && !isNot ? { type: found } : null
  },
  suggest: (_visitor, typed) => beginning(MEDIA_TYPES, typed),
}

const PROCESSING = ['ready', 'processing', 'failed']
const REVIEW = LISTS.reviewStatus!.of as readonly string[]

const status: SearchWord = {
  word: 'status',
  ask: (_visitor, { value, isNot }) => {
    const review = among(REVIEW, value)
    if (review) return { [isNot ? 'withoutReviewStatus' : 'reviewStatus']: [review] }
    const processing = among(PROCESSING, value)
    return processing && !isNot ? { processingStatus: processing } : null
  },
  suggest: (_visitor, typed) => beginning([...REVIEW, ...PROCESSING], typed),
}

/** `2024`, `2024-05` or `2024-05-17`: the whole of it. */
function created({ value, operator, isNot }: Said): Asked | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(value) ?? []
  if (!year || isNot) return null
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`
  if (Number.isNaN(Date.parse(first))) return null
  const last = day ? first : lastDayOf(Number(year), month ? Number(month) : 12)
  const next = dayAfter(last)
  const bounds: Record<Operator, Asked> = {
    ':': { createdAfter: first, createdBefore: last },
    '=': { createdAfter: first, createdBefore: last },
    '>=': { createdAfter: first },
    '>': { createdAfter: next },
    '<=': { createdBefore: last },
    '<': { createdBefore: dayAfter(first, -1) },
  }
  return bounds[operator]
}

const lastDayOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
const dayAfter = (day: string, by = 1) => new Date(Date.parse(day) + by * 24 * 3600_000).toISOString().slice(0, 10)

const written: SearchWord[] = [
  ['has', 'lacks'],
  ['lacks', 'has'],
].map(([word, opposite]) => ({
  word: word!,
  ask: (_visitor, { value, isNot }) => {
    const found = among(Object.keys(WRITTEN), value)
    return found ? { [isNot ? opposite! : word!]: [found] } : null
  },
  suggest: (_visitor, typed) => beginning(Object.keys(WRITTEN), typed),
}))

const is: SearchWord = {
  word: 'is',
  ask: (_visitor, { value, isNot }): Asked | null => {
    if (value === 'private') return { private: [isNot ? 'no' : 'yes'] }
    return value === 'untagged' && !isNot ? { untagged: '1' } : null
  },
  suggest: (_visitor, typed) => beginning(['private', 'untagged'], typed),
}

/** The words for what an asset has in columns of its own. */
export const OWN_WORDS: SearchWord[] = [
  type,
  status,
  rating,
  format,
  listed('source', 'source', LISTS.source!.of as readonly string[]),
  listed('availability', 'availability', LISTS.availability!.of as readonly string[]),
  listed('orientation', 'orientation', LISTS.orientation!.of as readonly string[]),
  listed('colour', 'colour', LISTS.colour!.of as readonly string[], ['color']),
  ...Object.keys(MEASURES).map(measured),
  { word: 'created', aliases: ['added'], operators: ORDERED, ask: (_visitor, said) => created(said) },
  ...written,
  is,
]
