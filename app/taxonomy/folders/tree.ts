import { Closure, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { DEEPEST, FolderPlaceRefused, NotAllYours } from './errors.ts'
import { Folder } from './models/folder.ts'
import { seesFolder } from './queries/visible_folders.ts'

/** Whoever changes the folders of a brand waits here for the others: two moves at once could make a circle. */
export async function waitForTree(trx: Transaction, brandId: string) {
  await trx.rawQuery('UPDATE brands SET updated_at = updated_at WHERE id = ?', [brandId])
}

export async function livingFolder(trx: Transaction, id: string): Promise<Folder | null> {
  return Folder.query({ client: trx }).where('id', id).whereNull('deletedAt').first()
}

/** The folder that something is to stand in; null is the top. */
export async function parentIn(trx: Transaction, visitor: Visitor, brandId: string, parentId: string | null): Promise<Folder | null> {
  if (parentId === null) return null
  const parent = await livingFolder(trx, parentId)
  if (!parent || parent.brandId !== brandId || !seesFolder(visitor, parent))
    throw new FolderPlaceRefused('There is no such folder in this brand.')
  return parent
}

export function requireDepth(depth: number) {
  if (depth > DEEPEST) throw new FolderPlaceRefused(`Folders stand at most ${DEEPEST} deep within each other.`)
}

const closure = new Closure('folder_ancestors', 'folder_id')

export const idsWithin = (trx: Transaction, id: string) => closure.within(trx, id)
export const attach = (trx: Transaction, id: string, parentId: string | null) => closure.attach(trx, id, parentId)
export const detach = (trx: Transaction, id: string) => closure.detach(trx, id)

/** Nobody moves or deletes what they may not see: asked of everything in a folder before anything happens to it. */
export async function requireAllSeen(trx: Transaction, visitor: Visitor, name: string, within: string[]) {
  const closed = visitor.closedCircles
  for (let at = 0; at < within.length && closed.length > 0; at += 400) {
    const some = within.slice(at, at + 400)
    if (await trx.from('folders').whereIn('id', some).whereIn('circle_id', closed).select('id').first()) throw new NotAllYours(name)
  }
}
