import type { Transaction } from '#core/database/index'
import type { Field } from './field.ts'

/** What a change of a field means to whoever keeps values of it. */
export type FieldChange = { field: Field; isRequirement: boolean; isWords: boolean }

/** A slot: who keeps values of fields says whether there are any, and takes note of what changes. */
export type FieldKeeper = {
  isUsed: (trx: Transaction, fieldId: string) => Promise<boolean>
  /** Which of these choices some asset has. */
  choicesUsed: (trx: Transaction, fieldId: string, values: string[]) => Promise<string[]>
  follow: (trx: Transaction, change: FieldChange) => Promise<void>
}

const keepers: FieldKeeper[] = []

export const keepFieldValues = (keeper: FieldKeeper) => void keepers.push(keeper)

export async function isFieldUsed(trx: Transaction, fieldId: string): Promise<boolean> {
  for (const keeper of keepers) if (await keeper.isUsed(trx, fieldId)) return true
  return false
}

export async function choicesInUse(trx: Transaction, fieldId: string, values: string[]): Promise<Set<string>> {
  const used = new Set<string>()
  if (values.length > 0) for (const keeper of keepers) for (const one of await keeper.choicesUsed(trx, fieldId, values)) used.add(one)
  return used
}

export async function tellOfField(trx: Transaction, change: FieldChange) {
  if (change.isRequirement || change.isWords) for (const keeper of keepers) await keeper.follow(trx, change)
}
