import type { Transaction } from '#core/database/index'
import { DEEPEST, FolderPlaceRefused } from './errors.ts'
import { Folder } from './models/folder.ts'

const CHUNK = 500

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

/** Every folder within this one, itself included. */
export async function idsWithin(trx: Transaction, id: string): Promise<string[]> {
  const rows = (await trx.from('folder_ancestors').where('ancestor_id', id).select('folder_id')) as { folder_id: string }[]
  return rows.map((row) => row.folder_id)
}

async function idsAround(trx: Transaction, id: string): Promise<string[]> {
  const rows = (await trx.from('folder_ancestors').where('folder_id', id).select('ancestor_id')) as { ancestor_id: string }[]
  return rows.map((row) => row.ancestor_id)
}

/** Puts a folder, with all that is within it, under another. */
export async function attach(trx: Transaction, id: string, parentId: string | null) {
  if (parentId === null) return
  await trx.rawQuery(
    `INSERT INTO folder_ancestors (ancestor_id, folder_id)
     SELECT around.ancestor_id, within.folder_id FROM folder_ancestors around, folder_ancestors within
     WHERE around.folder_id = ? AND within.ancestor_id = ?`,
    [parentId, id]
  )
}

/** Takes a folder, with all that is within it, out of those that it stands within. */
export async function detach(trx: Transaction, id: string) {
  const within = await idsWithin(trx, id)
  const outside = (await idsAround(trx, id)).filter((one) => one !== id)
  if (outside.length === 0) return
  for (let at = 0; at < within.length; at += CHUNK) {
    await trx
      .from('folder_ancestors')
      .whereIn('ancestor_id', outside)
      .whereIn('folder_id', within.slice(at, at + CHUNK))
      .delete()
  }
}
