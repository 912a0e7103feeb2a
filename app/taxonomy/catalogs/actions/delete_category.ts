import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { CategoryTaken } from '../errors.ts'
import { Catalog } from '../models/catalog.ts'
import { Category } from '../models/category.ts'
import { lastPosition } from '../order.ts'
import { attach, detach, idsWithin, livingCategory, requireDepth, waitForTree } from '../tree.ts'

/** Takes a category away with those within it. Assets remember them for 30 days, in which they can be brought back. */
export class DeleteCategory {
  async handle(visitor: Visitor, { id, catalogId }: Category) {
    await inRepeatableTransaction(async (trx) => {
      await waitForTree(trx, catalogId)
      const category = await livingCategory(trx, id)
      if (!category) throw new NotFound('category')
      const within = await idsWithin(trx, id)
      const gone = { deleted_at: Date.now(), deleted_with: id, code_claim: null }
      for (let at = 0; at < within.length; at += 500) {
        await trx
          .from('categories')
          .whereIn('id', within.slice(at, at + 500))
          .whereNull('deleted_at')
          .update(gone)
      }
      await trx.from('categories').where('id', id).update({ sibling_of: null })
      await detach(trx, id)
      await record(trx, visitor, 'category.deleted', category, { before: { name: category.name, categories: within.length } })
    })
  }

  /** To its old place, or to the top where that is gone. */
  async takeBack(visitor: Visitor, { id, catalogId, name, code }: Category) {
    try {
      await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, catalogId)
        const category = await Category.query({ client: trx }).where('id', id).where('deletedWith', id).first()
        if (!category) throw new NotFound('category')
        const parent = category.parentId ? await livingCategory(trx, category.parentId) : null
        const by = (parent?.depth ?? 0) + 1 - category.depth
        const deepest = await trx.from('categories').where('deleted_with', id).max('depth as depth').first()
        requireDepth(Number(deepest.depth) + by)
        const siblingOf = parent?.id ?? catalogId
        await trx
          .from('categories')
          .where('id', id)
          .update({ parent_id: parent?.id ?? null, sibling_of: siblingOf, position: await lastPosition(trx, siblingOf) })
        await trx
          .from('categories')
          .where('deleted_with', id)
          .update({ deleted_at: null, deleted_with: null, code_claim: trx.raw('code_key'), depth: trx.raw('depth + ?', [by]) })
        await attach(trx, id, parent?.id ?? null)
        await record(trx, visitor, 'category.restored', category, { after: { name } })
      })
    } catch (error) {
      throw isDuplicate(error) ? new CategoryTaken(name, code) : error
    }
  }
}

async function record(trx: Transaction, visitor: Visitor, action: string, { id, catalogId }: Category, more: object) {
  const { brandId } = await Catalog.query({ client: trx }).where('id', catalogId).firstOrFail()
  await recordActivity(trx, visitor.actor, { action, subjectType: 'category', subjectId: id, brandId, ...more })
}
