import { readRows } from '#core/database/index'

type Row = { id: string; name: string }

/** The names from the top of the catalogue down to each of these categories, by their ids. */
export async function categoryPaths(ids: string[]): Promise<Map<string, string[]>> {
  const paths = new Map<string, string[]>()
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += 500) {
    const some = wanted.slice(at, at + 500)
    const rows = await readRows<Row>(
      `select category_ancestors.category_id as id, categories.name from category_ancestors
       join categories on categories.id = category_ancestors.ancestor_id
       where category_ancestors.category_id in (${some.map(() => '?').join(', ')}) order by categories.depth`,
      some
    )
    for (const { id, name } of rows) paths.set(id, [...(paths.get(id) ?? []), name])
  }
  return paths
}
