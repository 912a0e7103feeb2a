import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import type { CategoryJson } from '../transformers.ts'
import { ListCategories } from './list_categories.ts'

/** From the top of the catalogue down to this category; nothing where it is none of that catalogue. */
export async function categoriesAround(visitor: Visitor, catalogId: string, id: string | undefined): Promise<CategoryJson[]> {
  if (!id) return []
  const rows = (await db.from('category_ancestors').where('category_id', id).select('ancestor_id')) as { ancestor_id: string }[]
  const around = await new ListCategories().some(
    visitor,
    rows.map((row) => row.ancestor_id)
  )
  return around.filter((one) => one.catalogId === catalogId).sort((a, b) => a.depth - b.depth)
}
