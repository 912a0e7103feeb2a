import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { CategoryTaken } from '../errors.ts'
import { Catalog } from '../models/catalog.ts'
import { Category } from '../models/category.ts'
import { categoryNamed } from '../names.ts'
import { positionBefore } from '../order.ts'
import { attach, parentIn, requireDepth, waitForTree, writeAncestors } from '../tree.ts'

export type NewCategory = { catalogId: string; parentId?: string | null; name: string; code?: string | null; before?: string | null }

/** Adds a category to a catalogue, behind its siblings or before one of them. */
export class CreateCategory {
  async handle(visitor: Visitor, { catalogId, parentId = null, name, code = null, before = null }: NewCategory): Promise<Category> {
    try {
      return await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, catalogId)
        const catalog = await Catalog.query({ client: trx }).where('id', catalogId).whereNull('deletedAt').first()
        if (!catalog) throw new NotFound('catalogue')
        const parent = await parentIn(trx, catalogId, parentId)
        const depth = (parent?.depth ?? 0) + 1
        requireDepth(depth)
        const now = Date.now()
        const category = new Category().fill({
          id: newId(),
          catalogId,
          parentId,
          siblingOf: parentId ?? catalogId,
          ...categoryNamed(name, code),
          depth,
          position: await positionBefore(trx, parentId ?? catalogId, before),
          createdBy: visitor.user.id,
          createdAt: now,
          updatedAt: now,
          deletedAt: null,
          deletedWith: null,
        })
        await category.useTransaction(trx).save()
        await writeAncestors(trx, [{ ancestor_id: category.id, category_id: category.id }])
        await attach(trx, category.id, parentId)
        await recordActivity(trx, visitor.actor, {
          action: 'category.created',
          subjectType: 'category',
          subjectId: category.id,
          brandId: catalog.brandId,
          after: { name: category.name, code: category.code, parentId },
        })
        return category
      })
    } catch (error) {
      throw isDuplicate(error) ? new CategoryTaken(name, code) : error
    }
  }
}
