import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { FolderNameTaken } from '../errors.ts'
import { Folder } from '../models/folder.ts'
import { attach, detach, idsWithin, livingFolder, requireDepth, waitForTree } from '../tree.ts'

/** Takes a folder away with those within it. Assets remember it for 30 days, in which it can be brought back. */
export class DeleteFolder {
  async handle(visitor: Visitor, { id, brandId }: Folder) {
    await inRepeatableTransaction(async (trx) => {
      await waitForTree(trx, brandId)
      const folder = await livingFolder(trx, id)
      if (!folder) throw new NotFound('folder')
      const within = await idsWithin(trx, id)
      const gone = { deleted_at: Date.now(), deleted_with: id }
      for (let at = 0; at < within.length; at += 500) {
        await trx
          .from('folders')
          .whereIn('id', within.slice(at, at + 500))
          .whereNull('deleted_at')
          .update(gone)
      }
      await trx.from('folders').where('id', id).update({ sibling_of: null })
      await detach(trx, id)
      await recordActivity(trx, visitor.actor, {
        action: 'folder.deleted',
        subjectType: 'folder',
        subjectId: id,
        brandId,
        before: { name: folder.name, folders: within.length },
      })
    })
  }

  /** To its old place, or to the top where that is gone. */
  async takeBack(visitor: Visitor, { id, brandId, name }: Folder) {
    try {
      await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, brandId)
        const folder = await Folder.query({ client: trx }).where('id', id).where('deletedWith', id).first()
        if (!folder) throw new NotFound('folder')
        const parent = folder.parentId ? await livingFolder(trx, folder.parentId) : null
        const parentId = parent?.id ?? null
        const by = (parent?.depth ?? 0) + 1 - folder.depth
        const deepest = await trx.from('folders').where('deleted_with', id).max('depth as depth').first()
        requireDepth(Number(deepest.depth) + by)
        await trx
          .from('folders')
          .where('id', id)
          .update({ parent_id: parentId, sibling_of: parentId ?? brandId })
        await trx
          .from('folders')
          .where('deleted_with', id)
          .update({ deleted_at: null, deleted_with: null, depth: trx.raw('depth + ?', [by]) })
        await attach(trx, id, parentId)
        await recordActivity(trx, visitor.actor, {
          action: 'folder.restored',
          subjectType: 'folder',
          subjectId: id,
          brandId,
          after: { name },
        })
      })
    } catch (error) {
      throw isDuplicate(error) ? new FolderNameTaken(name) : error
    }
  }
}
