import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { FolderNameTaken } from '../errors.ts'
import { Folder } from '../models/folder.ts'
import { folderNamed } from '../names.ts'
import { attach, parentIn, requireDepth, waitForTree } from '../tree.ts'

export type NewFolder = { brandId: string; parentId?: string | null; name: string }

/** Adds a folder to a brand (S0-29). */
export class CreateFolder {
  async handle(visitor: Visitor, wanted: NewFolder): Promise<Folder> {
    try {
      return await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, wanted.brandId)
        return addFolder(trx, visitor, wanted)
      })
    } catch (error) {
      throw isDuplicate(error) ? new FolderNameTaken(wanted.name) : error
    }
  }
}

/** To be called by whoever waited for the tree. */
export async function addFolder(trx: Transaction, visitor: Visitor, { brandId, parentId = null, name }: NewFolder): Promise<Folder> {
  const parent = await parentIn(trx, visitor, brandId, parentId)
  const depth = (parent?.depth ?? 0) + 1
  requireDepth(depth)
  const now = Date.now()
  const folder = new Folder().fill({
    id: newId(),
    brandId,
    parentId,
    siblingOf: parentId ?? brandId,
    ...folderNamed(name),
    depth,
    circleId: parent?.circleId ?? null,
    ownCircle: '',
    createdBy: visitor.user.id,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    deletedWith: null,
  })
  await folder.useTransaction(trx).save()
  await trx.table('folder_ancestors').insert({ ancestor_id: folder.id, folder_id: folder.id })
  await attach(trx, folder.id, parentId)
  await recordActivity(trx, visitor.actor, {
    action: 'folder.created',
    subjectType: 'folder',
    subjectId: folder.id,
    brandId,
    after: { name: folder.name, parentId },
  })
  return folder
}
