import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { FolderNameTaken, NotAllYours, OuterFolderGone } from '../errors.ts'
import { Folder } from '../models/folder.ts'
import { seesFolder } from '../queries/visible_folders.ts'
import { closeAnew, isUnder, rehang, surroundings } from '../restrictions.ts'
import { attach, detach, idsWithin, livingFolder, requireAllSeen, requireDepth, waitForTree } from '../tree.ts'

/**
 * Takes a folder away with those within it. Assets remember it for 30 days, in which it can be brought back; what was restricted
 * stays so.
 */
export class DeleteFolder {
  async handle(visitor: Visitor, { id, brandId }: Folder) {
    await inRepeatableTransaction(async (trx) => {
      await waitForTree(trx, brandId)
      const folder = await livingFolder(trx, id)
      if (!folder) throw new NotFound('folder')
      const within = await idsWithin(trx, id)
      await requireAllSeen(trx, visitor, folder.name, within)
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
        const within = await idsWithin(trx, id)
        await requireAllSeen(trx, visitor, name, within)
        if (parent && !seesFolder(visitor, parent)) throw new NotAllYours(name)
        const circle = parent?.circleId ?? null
        const isOpened = !(await isUnder(trx, circle, await surroundings(trx, folder)))
        if (isOpened && !visitor.can('folders.restrict', brandId)) throw new OuterFolderGone(name)
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
        await rehang(trx, folder, within, circle)
        // It comes back open to nobody: who may restrict folders decides anew for whom it is.
        if (isOpened) await closeAnew(trx, folder, within)
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
