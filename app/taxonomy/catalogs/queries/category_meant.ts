import db from '@adonisjs/lucid/services/db'
import { nameKey } from '#core/support/name_key'
import { CategoryPlaceRefused } from '../errors.ts'
import { splitPath } from '../imports/paths.ts'
import { catalogNamed } from '../names.ts'

/** The category of a catalogue that somebody means by its code or by its path; nothing typed is the top. */
export async function categoryMeant(catalogId: string, text: string): Promise<string | null> {
  const wanted = text.trim()
  if (!wanted) return null
  const coded = await db
    .from('categories')
    .where({ catalog_id: catalogId, code_claim: nameKey(wanted) })
    .whereNull('deleted_at')
    .first()
  if (coded) return coded.id as string
  const names = splitPath(wanted, '>')
  let above: string = catalogId
  // As many steps as the tree is deep, each by its index.
  for (const name of names.slice(0, 40)) {
    const { nameKey: key } = catalogNamed(name)
    const next: { id: string } | null = await db
      .from('categories')
      .where({ sibling_of: above, name_key: key })
      .whereNull('deleted_at')
      .orderBy('position')
      .select('id')
      .first()
    if (!next)
      throw new CategoryPlaceRefused(`There is no category "${wanted}" in this catalogue. Give its path, such as Men > Tops, or its code.`)
    above = next.id
  }
  return above
}
