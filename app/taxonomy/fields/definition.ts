import { FieldRefused } from '../errors.ts'
import { LONGEST, readValue } from './values.ts'
import type { Field } from './field.ts'
import { problemOfPattern } from './pattern.ts'

type Problem = { field: string; message: string }
type Check = (field: Field, others: Field[]) => string | null

const LISTED = ['choice', 'choices']
const MEASURED = ['number', 'date', 'text', 'longText']
const WORDED = ['text', 'longText', 'url', 'choice', 'choices', 'number', 'user']
/** On these another field can depend. */
const DECIDING = ['choice', 'choices', 'boolean']

/** What must hold of a field as a whole, by the name of the part that is wrong. */
const CHECKS: Record<string, Check> = {
  key: ({ key }) => (key in {} ? 'This word means something else to programs. Choose another key.' : null),
  choices: choicesProblem,
  pattern: ({ kind, pattern }) => {
    if (pattern === null) return null
    return ['text', 'url'].includes(kind) ? problemOfPattern(pattern) : 'Only a text or a web address can have a pattern.'
  },
  min: ({ kind, min }) => {
    if (min === null) return null
    if (!MEASURED.includes(kind)) return 'Only a number, a date or a text has a smallest value.'
    return isLength(kind) && (!Number.isInteger(min) || min < 0) ? 'The length of a text is a whole number.' : null
  },
  max: ({ kind, min, max }) => {
    if (max === null) return null
    if (!MEASURED.includes(kind)) return 'Only a number, a date or a text has a greatest value.'
    if (min !== null && max < min) return 'The greatest value is smaller than the smallest.'
    if (!isLength(kind)) return null
    const longest = LONGEST[kind]!
    return Number.isInteger(max) && max >= 1 && max <= longest ? null : `The length of this text is a whole number up to ${longest}.`
  },
  condition: conditionProblem,
  isSearchable: ({ isSearchable, seenBy, kind }) => {
    if (!isSearchable) return null
    if (seenBy) return 'What not everybody may see cannot be searched by words: it would be found by those who may not see it.'
    return WORDED.includes(kind) ? null : 'Values of this kind are not found by words. Make it a filter instead.'
  },
  default: (field) => {
    if (field.default === null) return null
    if (field.kind === 'user') return 'A person cannot be a default.'
    const { problem } = readValue(field, field.default)
    return problem ? `The default ${problem}.` : null
  },
}

const isLength = (kind: string) => kind === 'text' || kind === 'longText'

function choicesProblem({ kind, choices }: Field): string | null {
  if (!LISTED.includes(kind)) return choices.length > 0 ? 'Only a choice has choices.' : null
  if (!choices.some(({ isArchived }) => !isArchived)) return 'Name at least one choice.'
  const twice = choices.find(({ value }, at) => choices.findIndex((other) => other.value === value) !== at)
  return twice ? `"${twice.value}" is there twice.` : null
}

function conditionProblem({ condition, key, brandId }: Field, others: Field[]): string | null {
  if (!condition) return null
  const on = others.find((other) => other.key === condition.field)
  if (condition.field === key || !on || (on.brandId !== null && on.brandId !== brandId)) {
    return 'Name another field of the same brand, or of all brands.'
  }
  if (!DECIDING.includes(on.kind)) return 'It can depend on a choice, or on yes or no.'
  const known = on.kind === 'boolean' ? ['true', 'false'] : on.choices.map(({ value }) => value)
  const unknown = condition.values.find((value) => !known.includes(value))
  if (unknown !== undefined) return `"${unknown}" is no value of ${on.label}.`
  return condition.values.length > 0 ? null : 'Say at which values it is shown.'
}

/** Refuses a field that contradicts itself, and answers it with its default as it is kept. */
export function coherent(field: Field, others: Field[]): Field {
  const problems: Problem[] = Object.entries(CHECKS).flatMap(([name, check]) => {
    const message = check(field, others)
    return message ? [{ field: name, message }] : []
  })
  if (problems.length > 0) throw new FieldRefused(problems)
  const read = readValue(field, field.default)
  return { ...field, default: read.problem === undefined ? read.value : null }
}
