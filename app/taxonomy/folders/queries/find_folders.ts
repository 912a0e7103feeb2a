import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import type { FolderJson } from '../folder_transformer.ts'
import { ListFolders } from './list_folders.ts'

/** A folder among others, each after the one that it stands in. */
export type ListedFolder = FolderJson & { isOpen: boolean }

/** Up to so many folders are shown all at once; of more only levels that are open. */
const WHOLE = 200
/** More than this at once nobody looks through. */
const MOST = 600

/** The folders of a brand, or of all that are seen, as a nested list: whole where they are few, else open on the way to the current ones. */
export class FindFolders {
  async handle(visitor: Visitor, brandId: string | undefined, current: string[]): Promise<{ folders: ListedFolder[]; isCut: boolean }> {
    const list = new ListFolders()
    const whole = await list.levels(visitor, brandId, null, WHOLE + 1)
    const isWhole = whole.length <= WHOLE
    const opened = new Set(isWhole ? whole.map(({ id }) => id) : await around(current))
    const found = isWhole ? whole : await list.levels(visitor, brandId, [...opened], MOST + 1)
    return { folders: nested(found.slice(0, MOST), opened), isCut: found.length > MOST }
  }

  /** From the top down to this folder. */
  async path(visitor: Visitor, id: string | undefined): Promise<FolderJson[]> {
    if (!id) return []
    const found = await new ListFolders().some(visitor, await around([id]))
    return found.sort((a, b) => a.depth - b.depth)
  }
}

function nested(folders: FolderJson[], opened: Set<string>): ListedFolder[] {
  const within = Map.groupBy(folders, ({ parentId }) => parentId ?? '')
  const below = (id: string): ListedFolder[] =>
    (within.get(id) ?? []).flatMap((one) => [{ ...one, isOpen: one.hasNested && opened.has(one.id) }, ...below(one.id)])
  return below('')
}

/** These and all that they stand in. */
async function around(ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = (await db.from('folder_ancestors').whereIn('folder_id', ids).distinct('ancestor_id')) as { ancestor_id: string }[]
  return rows.map((row) => row.ancestor_id)
}
