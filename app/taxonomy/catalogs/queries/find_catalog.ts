import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { Catalog } from '../models/catalog.ts'
import { Category } from '../models/category.ts'
import { seesCatalog } from './visible_catalogs.ts'

/** One catalogue, if the visitor may know of it; else it does not exist. */
export async function findCatalog(visitor: Visitor, id: string, { deleted = false } = {}): Promise<Catalog> {
  const catalog = await Catalog.find(id)
  if (!catalog || !seesCatalog(visitor, catalog) || (catalog.deletedAt !== null) !== deleted) throw new NotFound('catalogue')
  return catalog
}

/** One category with its catalogue. A deleted one is one that was deleted by itself. */
export async function findCategory(
  visitor: Visitor,
  id: string,
  { deleted = false } = {}
): Promise<{ category: Category; catalog: Catalog }> {
  const category = await Category.find(id)
  const catalog = category && (await Catalog.find(category.catalogId))
  const isSeen = catalog && catalog.deletedAt === null && seesCatalog(visitor, catalog)
  if (!isSeen || (deleted ? category.deletedWith !== id : category.deletedAt !== null)) throw new NotFound('category')
  return { category, catalog }
}
