import { Closure, type Transaction } from '#core/database/index'
import { DEEPEST, FolderPlaceRefused } from './errors.ts'
import { Folder } from './models/folder.ts'

/** Whoever changes the folders of a brand waits here for the others: two moves at once could make a circle. */
export async function waitForTree(trx: Transaction, brandId: string) {
  await trx.rawQuery('UPDATE brands SET updated_at = updated_at WHERE id = ?', [brandId])
}

export async function livingFolder(trx: Transaction, id: string): Promise<Folder | null> {
  return Folder.query({ client: trx }).where('id', id).whereNull('deletedAt').first()
}

/** The folder that something is to stand in; null is the top. */
export async function parentIn(trx: Transaction, brandId: string, parentId: string | null): Promise<Folder | null> {
  if (parentId === null) return null
  const parent = await livingFolder(trx, parentId)
  if (!parent || parent.brandId !== brandId) throw new FolderPlaceRefused('There is no such folder in this brand.')
  return parent
}

export function requireDepth(depth: number) {
  if (depth > DEEPEST) throw new FolderPlaceRefused(`Folders stand at most ${DEEPEST} deep within each other.`)
}

const closure = new Closure('folder_ancestors', 'folder_id')

export const idsWithin = (trx: Transaction, id: string) => closure.within(trx, id)
export const attach = (trx: Transaction, id: string, parentId: string | null) => closure.attach(trx, id, parentId)
export const detach = (trx: Transaction, id: string) => closure.detach(trx, id)
