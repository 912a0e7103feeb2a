import type { Field } from './field.ts'
import { dayOf, LONGEST } from './values.ts'

/** How a field is filled in a form, for every page that has one. */
export type FieldInput = {
  kind: 'text' | 'lines' | 'number' | 'day' | 'select' | 'choices' | 'url' | 'colour'
  options: { value: string; label: string }[]
  rows: number
  /** Of a number or a day, as it stands in the page. */
  min: string
  max: string
  minLength: number | null
  maxLength: number | null
  pattern: string | null
}

const KINDS: Record<Field['kind'], FieldInput['kind']> = {
  text: 'text',
  longText: 'lines',
  number: 'number',
  date: 'day',
  boolean: 'select',
  choice: 'select',
  choices: 'choices',
  url: 'url',
  user: 'select',
  colour: 'colour',
}

type Beside = {
  yes: string
  no: string
  people?: { id: string; name: string }[]
  /** What is chosen now stays on offer, archived or not. */
  chosen?: string[]
}

export function inputOf(field: Field, { yes, no, people = [], chosen = [] }: Beside): FieldInput {
  const { kind, min, max, pattern, choices } = field
  const range = (value: number | null) => (value === null || LONGEST[kind] ? '' : kind === 'date' ? dayOf(value) : String(value))
  const offered = choices.filter(({ value, isArchived }) => !isArchived || chosen.includes(value))
  const options: Partial<Record<Field['kind'], FieldInput['options']>> = {
    boolean: [
      { value: 'true', label: yes },
      { value: 'false', label: no },
    ],
    user: people.map(({ id, name }) => ({ value: id, label: name })),
  }
  return {
    kind: KINDS[kind],
    options: options[kind] ?? offered,
    rows: kind === 'longText' ? 3 : 1,
    min: range(min),
    max: range(max),
    minLength: LONGEST[kind] && kind !== 'url' ? min : null,
    maxLength: LONGEST[kind] ? Math.min(kind === 'url' ? Infinity : (max ?? Infinity), LONGEST[kind]) : null,
    pattern,
  }
}
