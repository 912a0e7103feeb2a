import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import type { Visitor } from '#identity'
import { CollectionNameTaken } from '../errors.ts'
import { Collection } from '../models/collection.ts'
import { narrowestAround } from '../rights/rights_of.ts'
import { stayIn } from '../rights/stay_in.ts'
import { attach, waitForTree } from '../tree.ts'
import { noteFiledWithin } from '../unfiled.ts'

/** Brings a deleted collection back, with all that went with it: to its old place, or to the top where that is gone. */
export class RestoreCollection {
  async handle(visitor: Visitor, { id, brandId, ownerId, name, kind }: Collection) {
    try {
      await inRepeatableTransaction(async (trx) => {
        if (brandId) await waitForTree(trx, brandId)
        const collection = await Collection.query({ client: trx }).where('id', id).firstOrFail()
        const parent = collection.parentId
          ? await Collection.query({ client: trx }).where('id', collection.parentId).whereNull('deletedAt').first()
          : null
        // What stood in a closed place is not opened by the place being gone.
        const openTo = collection.parentId && !parent ? await narrowestAround(trx, id) : collection.openTo
        const by = (parent?.depth ?? 0) + 1 - collection.depth
        await trx
          .from('collections')
          .where('deleted_with', id)
          .update({ deleted_at: null, deleted_with: null, depth: trx.raw('depth + ?', [by]) })
        await trx
          .from('collections')
          .where('id', id)
          .update({ parent_id: parent?.id ?? null, sibling_of: parent?.id ?? brandId ?? ownerId, open_to: openTo })
        await attach(trx, id, parent?.id ?? null)
        if (openTo < collection.openTo) await stayIn(trx, visitor, { id, brandId, ownerId })
        if (kind === 'library') await noteFiledWithin(trx, id)
        await recordActivity(trx, visitor.actor, {
          action: 'collection.restored',
          subjectType: 'collection',
          subjectId: id,
          brandId,
          after: { name },
        })
      })
    } catch (error) {
      throw isDuplicate(error) ? new CollectionNameTaken(name) : error
    }
  }
}
