import type { Transaction } from '#core/database/index'
import type { Choice } from './field.ts'

const LONGEST = 36

const wordsOf = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? []

/** "Product code" is productCode. */
function keyOf(label: string): string {
  const [first = 'field', ...rest] = wordsOf(label)
  const key = [first, ...rest.map((word) => word[0]!.toUpperCase() + word.slice(1))].join('')
  return (/^[a-z]/.test(key) ? key : `field${key}`).slice(0, LONGEST - 4)
}

/** Whether a field, living or deleted, has this key. The two databases disagree about case, so case makes no difference. */
export async function isKeyTaken(trx: Transaction, key: string): Promise<boolean> {
  return (await trx.from('metadata_fields').whereRaw('lower(field_key) = ?', [key.toLowerCase()]).first()) !== null
}

/** A key for a field that is called this; the next free number follows where it is taken. */
export async function freeKey(trx: Transaction, label: string): Promise<string> {
  const base = keyOf(label)
  for (let nth = 1; ; nth += 1) {
    const key = nth === 1 ? base : `${base}${nth}`
    if (!(key in {}) && !(await isKeyTaken(trx, key))) return key
  }
}

export type GivenChoice = { value?: string; label: string; isArchived?: boolean }

/** Choices with a value each; where none was given it is made of the label. */
export function withValues(given: GivenChoice[]): Choice[] {
  const taken = new Set(given.flatMap(({ value }) => value ?? []))
  return given.map(({ value, label, isArchived = false }) => {
    if (value !== undefined) return { value, label, isArchived }
    const base = wordsOf(label).join('-').slice(0, 50) || 'choice'
    let made = base
    for (let nth = 2; taken.has(made); nth += 1) made = `${base}-${nth}`
    taken.add(made)
    return { value: made, label, isArchived }
  })
}
