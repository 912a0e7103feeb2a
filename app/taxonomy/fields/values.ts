import { nameKey } from '#core/support/name_key'
import type { Choice, Field, FieldValue } from './field.ts'
import { matchesPattern } from './pattern.ts'

/** A value as it is kept, null for none; or what would be right, to follow the name of the field. */
export type ReadValue = { value: FieldValue | null; problem?: undefined } | { problem: string }

export const LONGEST: Partial<Record<Field['kind'], number>> = { text: 1000, longText: 20_000, url: 2000 }
const MOST_CHOICES = 200

/** What somebody gave as the value of a field, typed or as the text of a form. */
export function readValue(field: Field, raw: unknown): ReadValue {
  const given = typeof raw === 'string' ? raw.trim() : raw
  if (given === null || given === undefined || given === '' || (Array.isArray(given) && given.length === 0)) return { value: null }
  return READERS[field.kind](field, given)
}

type Reader = (field: Field, given: unknown) => ReadValue

const READERS: Record<Field['kind'], Reader> = {
  text: readText,
  longText: readText,
  number: readNumber,
  date: readDate,
  boolean: (_field, given) => {
    const said = String(given).toLowerCase()
    if (YES.includes(said)) return { value: true }
    return NO.includes(said) ? { value: false } : { problem: 'is true or false' }
  },
  choice: (field, given) => {
    const found = typeof given === 'string' ? choiceFor(field, given) : undefined
    return found ? { value: found.value } : { problem: `is one of ${offered(field)}` }
  },
  choices: readChoices,
  url: (field, given) => {
    const text = typeof given === 'string' ? given : ''
    const isAddress = /^https?:\/\//i.test(text) && URL.canParse(text) && !/\s/.test(text)
    return isAddress ? readText(field, text) : { problem: 'is a web address that begins with https:// or http://' }
  },
  user: (_field, given) =>
    typeof given === 'string' && /^[\w-]{1,36}$/.test(given) ? { value: given } : { problem: 'is the id of a person' },
  colour: (_field, given) => {
    const [, hex] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(String(given)) ?? []
    if (!hex) return { problem: 'is a colour such as #6b2a5b' }
    return { value: `#${hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex}`.toLowerCase() }
  },
}

const YES = ['true', 'yes', '1', 'on']
const NO = ['false', 'no', '0', 'off']

function readText({ kind, min, max, pattern }: Field, given: unknown): ReadValue {
  if (typeof given !== 'string' && typeof given !== 'number') return { problem: 'is text' }
  const whole = String(given).toWellFormed()
  const text = (kind === 'longText' ? whole.replaceAll('\r\n', '\n') : whole.replace(/\s+/g, ' ')).replace(/[^\P{Cc}\n\t]/gu, '').trim()
  if (text === '') return { value: null }
  const longest = Math.min(max ?? Infinity, LONGEST[kind]!)
  if (text.length > longest) return { problem: `is at most ${longest} characters long, this is ${text.length}` }
  if (min !== null && text.length < min) return { problem: `is at least ${min} characters long, this is ${text.length}` }
  if (pattern && !matchesPattern(pattern, text)) return { problem: `must look like the pattern ${pattern}` }
  return { value: text }
}

function readNumber(field: Field, given: unknown): ReadValue {
  const value = typeof given === 'string' && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(given) ? Number(given) : given
  if (typeof value !== 'number' || !Number.isFinite(value)) return { problem: `is a number${rangeOf(field)}` }
  return isWithin(field, value) ? { value } : { problem: `is a number${rangeOf(field)}` }
}

function readDate(field: Field, given: unknown): ReadValue {
  const day = typeof given === 'string' ? /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(given)?.[0] : undefined
  const moment = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`)
  const isReal = !Number.isNaN(moment) && dayOf(moment) === day
  if (!isReal || !isWithin(field, moment)) return { problem: `is a day such as 2026-05-31${rangeOf(field, dayOf)}` }
  return { value: day! }
}

function readChoices(field: Field, given: unknown): ReadValue {
  const listed = Array.isArray(given) ? given : String(given).split(/[,;]/)
  const words = listed.map((one) => (typeof one === 'string' ? one.trim() : '')).filter(Boolean)
  if (words.length === 0) return { value: null }
  const found = words.map((word) => choiceFor(field, word))
  const unknown = words.find((_word, at) => !found[at])
  if (unknown !== undefined || words.length > MOST_CHOICES) return { problem: `is a list out of ${offered(field)}; it has no "${unknown}"` }
  const chosen = new Set(found.map((choice) => choice!.value))
  // In the order in which they are offered, so that two lists of the same are the same.
  return { value: field.choices.flatMap(({ value }) => (chosen.has(value) ? value : [])) }
}

/** The choice that is meant, by its value or its label. */
export function choiceFor({ choices }: Pick<Field, 'choices'>, word: string): Choice | undefined {
  const key = nameKey(word)
  return choices.find(({ value }) => value === word) ?? choices.find(({ value, label }) => value === key || nameKey(label) === key)
}

const SHOWN = 12

function offered({ choices }: Field): string {
  const open = choices.filter(({ isArchived }) => !isArchived).map(({ value }) => value)
  return open.length > SHOWN ? `${open.slice(0, SHOWN).join(', ')} and ${open.length - SHOWN} more` : open.join(', ')
}

const isWithin = ({ min, max }: Field, value: number) => (min === null || value >= min) && (max === null || value <= max)

function rangeOf({ min, max }: Field, say: (value: number) => string = String): string {
  if (min !== null && max !== null) return ` from ${say(min)} to ${say(max)}`
  if (min !== null) return ` not below ${say(min)}`
  return max === null ? '' : ` not above ${say(max)}`
}

export const dayOf = (epochMs: number) => new Date(epochMs).toISOString().slice(0, 10)
