import { readRows } from '#core/database/index'
import { ListFolders } from '#taxonomy'
import type { Facet } from '../facets/facets.ts'

/** Counts as the filter finds: an asset counts for its folder and for each that this stands in. */
export const foldersFacet: Facet = {
  name: 'folder',
  alsoLabels: ['withoutFolders'],
  async count(_visitor, ids) {
    if (ids.length === 0) return new Map()
    // What is deleted stands in nothing that lives, and is left out for having no label.
    const rows = await readRows<{ id: string; total: number | string }>(
      `select folder_ancestors.ancestor_id as id, count(*) as total from assets
       join folder_ancestors on folder_ancestors.folder_id = assets.folder_id
       where assets.id in (${ids.map(() => '?').join(', ')}) group by folder_ancestors.ancestor_id`,
      ids
    )
    return new Map(rows.map(({ id, total }) => [id, Number(total)]))
  },
  async labels(visitor, ids) {
    return new Map((await new ListFolders().some(visitor, ids)).map(({ id, path }) => [id, path]))
  },
}
