import { readRows } from '#core/database/index'
import { ListCategories } from '#taxonomy'
import type { Facet } from '../facets/facets.ts'

/** Counts as the filter finds: an asset counts once for each category that it stands in or within. */
export const categoriesFacet: Facet = {
  name: 'category',
  alsoLabels: ['withoutCategories'],
  async count(_visitor, ids) {
    if (ids.length === 0) return new Map()
    // What is deleted stands in nothing that lives, and is left out for having no label.
    const rows = await readRows<{ id: string; total: number | string }>(
      `select category_ancestors.ancestor_id as id, count(distinct asset_categories.asset_id) as total from asset_categories
       join category_ancestors on category_ancestors.category_id = asset_categories.category_id
       where asset_categories.asset_id in (${ids.map(() => '?').join(', ')})
       group by category_ancestors.ancestor_id`,
      ids
    )
    return new Map(rows.map(({ id, total }) => [id, Number(total)]))
  },
  async labels(visitor, ids) {
    return new Map((await new ListCategories().some(visitor, ids)).map(({ id, path }) => [id, path]))
  },
}
