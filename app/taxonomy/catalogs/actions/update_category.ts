import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { CategoryPlaceRefused, CategoryTaken } from '../errors.ts'
import { Catalog } from '../models/catalog.ts'
import type { Category } from '../models/category.ts'
import { categoryNamed } from '../names.ts'
import { lastPosition, positionBefore } from '../order.ts'
import { attach, detach, idsWithin, livingCategory, parentIn, requireDepth, waitForTree } from '../tree.ts'

export type CategoryChanges = {
  name?: string
  code?: string | null
  parentId?: string | null
  /** The sibling that it is to stand before; null is behind all. */
  before?: string | null
}

/** Renames a category, moves it with all that is within it, or puts it elsewhere among its siblings. Assets keep it. */
export class UpdateCategory {
  async handle(visitor: Visitor, { id, catalogId }: Category, changes: CategoryChanges): Promise<Category> {
    let named: { name: string; code: string | null } = { name: '', code: null }
    try {
      return await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, catalogId)
        const category = await livingCategory(trx, id)
        if (!category) throw new NotFound('category')
        const before = told(category)
        named = { name: changes.name ?? category.name, code: changes.code === undefined ? category.code : changes.code }
        category.merge(categoryNamed(named.name, named.code))
        if (changes.parentId !== undefined && changes.parentId !== category.parentId) await move(trx, category, changes.parentId)
        if (changes.before !== undefined && changes.before !== id) {
          category.position = await positionBefore(trx, category.siblingOf!, changes.before)
        }
        const after = told(category)
        if (JSON.stringify(before) === JSON.stringify(after)) return category
        category.updatedAt = Date.now()
        await category.useTransaction(trx).save()
        const catalog = await Catalog.query({ client: trx }).where('id', catalogId).firstOrFail()
        await recordActivity(trx, visitor.actor, {
          action: 'category.updated',
          subjectType: 'category',
          subjectId: id,
          brandId: catalog.brandId,
          before,
          after,
        })
        return category
      })
    } catch (error) {
      throw isDuplicate(error) ? new CategoryTaken(named.name, named.code) : error
    }
  }
}

const told = ({ name, code, parentId, position }: Category) => ({ name, code, parentId, position })

async function move(trx: Transaction, category: Category, parentId: string | null) {
  const { id, catalogId } = category
  const parent = await parentIn(trx, catalogId, parentId)
  const within = await idsWithin(trx, id)
  if (parentId && within.includes(parentId)) throw new CategoryPlaceRefused('A category cannot stand within itself.')
  const by = (parent?.depth ?? 0) + 1 - category.depth
  const deepest = await trx
    .from('categories')
    .join('category_ancestors', 'category_ancestors.category_id', 'categories.id')
    .where('category_ancestors.ancestor_id', id)
    .max('categories.depth as depth')
    .first()
  requireDepth(Number(deepest.depth) + by)
  await detach(trx, id)
  await attach(trx, id, parentId)
  const below = within.filter((one) => one !== id)
  for (let at = 0; at < below.length && by !== 0; at += 500) {
    await trx
      .from('categories')
      .whereIn('id', below.slice(at, at + 500))
      .increment('depth', by)
  }
  const siblingOf = parentId ?? catalogId
  category.merge({ parentId, siblingOf, depth: category.depth + by, position: await lastPosition(trx, siblingOf) })
}
