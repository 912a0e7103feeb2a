import { Closure, type Transaction } from '#core/database/index'
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

const closure = new Closure('category_ancestors', 'category_id')

export const idsWithin = (trx: Transaction, id: string) => closure.within(trx, id)
export const attach = (trx: Transaction, id: string, parentId: string | null) => closure.attach(trx, id, parentId)
export const detach = (trx: Transaction, id: string) => closure.detach(trx, id)

export async function writeAncestors(trx: Transaction, pairs: { ancestor_id: string; category_id: string }[]) {
  for (let at = 0; at < pairs.length; at += CHUNK) await trx.table('category_ancestors').multiInsert(pairs.slice(at, at + CHUNK))
}
