import { nameKey } from '#core/support/name_key'
import type { Category } from './models/category.ts'

const tidy = (text: string) => text.trim().replace(/\s+/g, ' ')

export const catalogNamed = (name: string) => ({ name: tidy(name), nameKey: nameKey(tidy(name)) })

export type CategoryNames = Pick<Category, 'name' | 'nameKey' | 'placeKey' | 'code' | 'codeKey' | 'codeClaim'>

/** A category’s name and code, and the keys by which they are found and kept apart. */
export function categoryNamed(name: string, code: string | null): CategoryNames {
  const named = catalogNamed(name)
  const coded = code?.trim() || null
  const codeKey = coded && nameKey(coded)
  return { ...named, placeKey: placeKeyOf(named.nameKey, codeKey), code: coded, codeKey, codeClaim: codeKey }
}

/** No name holds the sign between the two. */
export const placeKeyOf = (name: string, codeKey: string | null) => (codeKey ? `${name}\n${codeKey}` : name)
