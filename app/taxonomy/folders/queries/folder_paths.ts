import { readRows } from '#core/database/index'

type Row = { id: string; name: string }

/** The names from the top down to each of these folders, by their ids. */
export async function folderPaths(ids: string[]): Promise<Map<string, string[]>> {
  const paths = new Map<string, string[]>()
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += 500) {
    const some = wanted.slice(at, at + 500)
    const rows = await readRows<Row>(
      `select folder_ancestors.folder_id as id, folders.name from folder_ancestors
       join folders on folders.id = folder_ancestors.ancestor_id
       where folder_ancestors.folder_id in (${some.map(() => '?').join(', ')}) order by folders.depth`,
      some
    )
    for (const { id, name } of rows) paths.set(id, [...(paths.get(id) ?? []), name])
  }
  return paths
}
