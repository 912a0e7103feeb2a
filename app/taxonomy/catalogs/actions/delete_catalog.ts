import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { CatalogNameTaken } from '../errors.ts'
import type { Catalog } from '../models/catalog.ts'
import { waitForTree } from '../tree.ts'
import { ALL_BRANDS } from './create_catalog.ts'

/** Takes a catalogue away with its categories. Assets remember it for 30 days, in which it can be brought back. */
export class DeleteCatalog {
  async handle(visitor: Visitor, { id, brandId, name }: Catalog) {
    await inRepeatableTransaction(async (trx) => {
      await waitForTree(trx, id)
      const now = Date.now()
      const gone = await trx.from('catalogs').where('id', id).whereNull('deleted_at').update({ deleted_at: now, sibling_of: null })
      if (Number(gone) === 0) throw new NotFound('catalogue')
      const categories = await trx
        .from('categories')
        .where('catalog_id', id)
        .whereNull('deleted_at')
        .update({ deleted_at: now, deleted_with: id })
      await recordActivity(trx, visitor.actor, {
        action: 'catalog.deleted',
        subjectType: 'catalog',
        subjectId: id,
        brandId,
        before: { name, categories: Number(categories) },
      })
    })
  }

  async takeBack(visitor: Visitor, { id, brandId, name }: Catalog) {
    try {
      await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, id)
        const back = await trx
          .from('catalogs')
          .where('id', id)
          .whereNotNull('deleted_at')
          .update({ deleted_at: null, sibling_of: brandId ?? ALL_BRANDS })
        if (Number(back) === 0) throw new NotFound('catalogue')
        await trx.from('categories').where('deleted_with', id).update({ deleted_at: null, deleted_with: null })
        await recordActivity(trx, visitor.actor, {
          action: 'catalog.restored',
          subjectType: 'catalog',
          subjectId: id,
          brandId,
          after: { name },
        })
      })
    } catch (error) {
      throw isDuplicate(error) ? new CatalogNameTaken(name) : error
    }
  }
}
