import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { FolderNameTaken, FolderPlaceRefused } from '../errors.ts'
import type { Folder } from '../models/folder.ts'
import { folderNamed } from '../names.ts'
import { rehang } from '../restrictions.ts'
import { attach, detach, idsWithin, livingFolder, parentIn, requireAllSeen, requireDepth, waitForTree } from '../tree.ts'

export type FolderChanges = { name?: string; parentId?: string | null }

/** Renames a folder or moves it, with all that is within it, elsewhere in its brand. Assets keep it. */
export class UpdateFolder {
  async handle(visitor: Visitor, { id, brandId }: Folder, changes: FolderChanges): Promise<Folder> {
    let name = changes.name ?? ''
    try {
      return await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, brandId)
        const folder = await livingFolder(trx, id)
        if (!folder) throw new NotFound('folder')
        const before = told(folder)
        name = changes.name ?? folder.name
        folder.merge(folderNamed(name))
        if (changes.parentId !== undefined && changes.parentId !== folder.parentId) await move(trx, visitor, folder, changes.parentId)
        const after = told(folder)
        if (JSON.stringify(before) === JSON.stringify(after)) return folder
        folder.updatedAt = Date.now()
        await folder.useTransaction(trx).save()
        await recordActivity(trx, visitor.actor, {
          action: 'folder.updated',
          subjectType: 'folder',
          subjectId: id,
          brandId,
          before,
          after,
        })
        return folder
      })
    } catch (error) {
      throw isDuplicate(error) ? new FolderNameTaken(name) : error
    }
  }
}

const told = ({ name, parentId }: Folder) => ({ name, parentId })

async function move(trx: Transaction, visitor: Visitor, folder: Folder, parentId: string | null) {
  const { id, brandId } = folder
  const parent = await parentIn(trx, visitor, brandId, parentId)
  const within = await idsWithin(trx, id)
  await requireAllSeen(trx, visitor, folder.name, within)
  if (parentId && within.includes(parentId)) throw new FolderPlaceRefused('A folder cannot stand within itself.')
  const by = (parent?.depth ?? 0) + 1 - folder.depth
  const deepest = await trx
    .from('folders')
    .join('folder_ancestors', 'folder_ancestors.folder_id', 'folders.id')
    .where('folder_ancestors.ancestor_id', id)
    .max('folders.depth as depth')
    .first()
  requireDepth(Number(deepest.depth) + by)
  await detach(trx, id)
  await attach(trx, id, parentId)
  const below = within.filter((one) => one !== id)
  for (let at = 0; at < below.length && by !== 0; at += 500) {
    await trx
      .from('folders')
      .whereIn('id', below.slice(at, at + 500))
      .increment('depth', by)
  }
  await rehang(trx, folder, within, parent?.circleId ?? null)
  folder.merge({ parentId, siblingOf: parentId ?? brandId, depth: folder.depth + by })
}
