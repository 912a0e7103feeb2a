import type { Transaction } from '#core/database/index'
import { CategoryPlaceRefused, DEEPEST } from './errors.ts'
import { Category } from './models/category.ts'

const CHUNK = 500

/** Whoever changes the shape of a catalogue waits here for the others: two moves at once could make a circle. */
export async function waitForTree(trx: Transaction, catalogId: string) {
  await trx.rawQuery('UPDATE catalogs SET updated_at = updated_at WHERE id = ?', [catalogId])
}

export async function livingCategory(trx: Transaction, id: string): Promise<Category | null> {
  return Category.query({ client: trx }).where('id', id).whereNull('deletedAt').first()
}

/** The category that something is to stand in; null is the top of the catalogue. */
export async function parentIn(trx: Transaction, catalogId: string, parentId: string | null): Promise<Category | null> {
  if (parentId === null) return null
  const parent = await livingCategory(trx, parentId)
  if (!parent || parent.catalogId !== catalogId) throw new CategoryPlaceRefused('There is no such category in this catalogue.')
  return parent
}

export function requireDepth(depth: number) {
  if (depth > DEEPEST) throw new CategoryPlaceRefused(`Categories stand at most ${DEEPEST} deep within each other.`)
}

/** Every category within this one, itself included. */
export async function idsWithin(trx: Transaction, id: string): Promise<string[]> {
  const rows = (await trx.from('category_ancestors').where('ancestor_id', id).select('category_id')) as { category_id: string }[]
  return rows.map((row) => row.category_id)
}

async function idsAround(trx: Transaction, id: string): Promise<string[]> {
  const rows = (await trx.from('category_ancestors').where('category_id', id).select('ancestor_id')) as { ancestor_id: string }[]
  return rows.map((row) => row.ancestor_id)
}

/** Puts a category, with all that is within it, under another. */
export async function attach(trx: Transaction, id: string, parentId: string | null) {
  if (parentId === null) return
  await trx.rawQuery(
    `INSERT INTO category_ancestors (ancestor_id, category_id)
     SELECT around.ancestor_id, within.category_id FROM category_ancestors around, category_ancestors within
     WHERE around.category_id = ? AND within.ancestor_id = ?`,
    [parentId, id]
  )
}

/** Takes a category, with all that is within it, out of those that it stands within. */
export async function detach(trx: Transaction, id: string) {
  const within = await idsWithin(trx, id)
  const outside = (await idsAround(trx, id)).filter((one) => one !== id)
  if (outside.length === 0) return
  for (let at = 0; at < within.length; at += CHUNK) {
    await trx
      .from('category_ancestors')
      .whereIn('ancestor_id', outside)
      .whereIn('category_id', within.slice(at, at + CHUNK))
      .delete()
  }
}

export async function writeAncestors(trx: Transaction, pairs: { ancestor_id: string; category_id: string }[]) {
  for (let at = 0; at < pairs.length; at += CHUNK) await trx.table('category_ancestors').multiInsert(pairs.slice(at, at + CHUNK))
}
