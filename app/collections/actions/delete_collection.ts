import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction } from '#core/database/index'
import type { Visitor } from '#identity'
import type { Collection } from '../models/collection.ts'
import { detach, idsWithin, waitForTree } from '../tree.ts'
import { noteUnfiledWithin } from '../unfiled.ts'

/** Removes a collection and those within it; the assets stay where they are (S1-23, S1-24, S3-53). */
export class DeleteCollection {
  async handle(visitor: Visitor, { id, brandId, name, kind }: Collection) {
    await inRepeatableTransaction(async (trx) => {
      if (brandId) await waitForTree(trx, brandId)
      const within = await idsWithin(trx, id)
      const gone = { deleted_at: Date.now(), deleted_with: id }
      for (let at = 0; at < within.length; at += 500) {
        await trx
          .from('collections')
          .whereIn('id', within.slice(at, at + 500))
          .whereNull('deleted_at')
          .update(gone)
      }
      await trx.from('collections').where('id', id).update({ sibling_of: null })
      await detach(trx, id)
      if (kind === 'library') await noteUnfiledWithin(trx, id)
      await recordActivity(trx, visitor.actor, {
        action: 'collection.deleted',
        subjectType: 'collection',
        subjectId: id,
        brandId,
        before: { name, collections: within.length },
      })
    })
  }
}
