import { FieldProblem } from './errors.ts'
import { keyOf } from './key.ts'
import type { BrandColour } from './models/brand.ts'

/** Languages as BCP 47 writes them ("de-at" is "de-AT"), each once. */
export function canonicalLanguages(given: string[]): string[] {
  const known = given.map((tag) => {
    try {
      return Intl.getCanonicalLocales(tag)[0]!
    } catch {
      throw new FieldProblem('no_such_language', 'languages', `"${tag}" is not the code of a language. Use codes such as en, de or pt-BR.`)
    }
  })
  return [...new Set(known)]
}

export function canonicalColours(given: BrandColour[]): BrandColour[] {
  const names = new Set<string>()
  for (const { name } of given) {
    if (names.has(keyOf(name)))
      throw new FieldProblem('colour_twice', 'colours', `There are two colours called ${name}. Name each differently.`)
    names.add(keyOf(name))
  }
  return given.map(({ name, hex }) => ({ name, hex: hex.toLowerCase() }))
}
