import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { HoldsOthersCollections } from '../errors.ts'
import { Collection } from '../models/collection.ts'
import { MANAGE } from '../rights/levels.ts'
import { rightsOf } from '../rights/rights_of.ts'
import { detach, idsWithin, waitForTree } from '../tree.ts'
import { noteUnfiledWithin } from '../unfiled.ts'

/** Removes a collection and those within it; the assets stay where they are (S1-23, S1-24, S3-53). */
export class DeleteCollection {
  async handle(visitor: Visitor, { id, brandId, name, kind }: Collection) {
    await inRepeatableTransaction(async (trx) => {
      if (brandId) await waitForTree(trx, brandId)
      const within = await idsWithin(trx, id)
      await requireAll(trx, visitor, id, name)
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

/** Only where a collection says so itself can the rights to it be fewer than those to what it stands in. */
async function requireAll(trx: Transaction, visitor: Visitor, id: string, name: string) {
  const narrower = await Collection.query({ client: trx })
    .whereIn('id', (within) => void within.from('collection_ancestors').where('ancestor_id', id).select('collection_id'))
    .where('openTo', '<', MANAGE)
    .whereNull('deletedAt')
  const rights = await rightsOf(visitor, narrower, trx)
  if ([...rights.values()].some(({ rank }) => rank < MANAGE)) throw new HoldsOthersCollections(name)
}
