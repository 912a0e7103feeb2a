import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { folderPaths, openOnly, pathText, visibleFolders } from '#taxonomy'
import type { ActivityScreen, ScreenedRow } from '../queries/activity_screens.ts'
import { visibleAssets } from '../queries/asset_query.ts'

/**
 * Keeps the log from telling of restricted folders, and of what is in them, to those to whom they are closed. What was purged is left out
 * as well, since nobody can tell any more where it stood.
 */
export const restrictionScreen: ActivityScreen = {
  narrow(activities, visitor) {
    if (visitor.seesWhole()) return
    const folders = openOnly(db.from('folders').whereColumn('folders.id', 'activities.subject_id'), visitor)
    activities.where((some) => {
      some
        .whereNotIn('activities.subject_type', ['asset', 'folder'])
        .orWhereNull('activities.brand_id')
        .orWhereNotIn('activities.brand_id', visitor.brandsNotWhole)
        .orWhereExists(visibleAssets(visitor, { bucket: 'anywhere' }).whereColumn('assets.id', 'activities.subject_id').select('assets.id'))
        .orWhereExists(folders.select('folders.id'))
    })
  },

  /** What was written down of others may name folders and assets that are closed to this visitor, and numbers of assets: only what they see today is told. */
  async hide(visitor, rows) {
    if (visitor.seesWhole()) return () => []
    const told = (name: string) => rows.flatMap((row) => textsIn(row, name))
    const [paths, parents, related] = await Promise.all([
      pathsAmong(visitor, told('folderId')),
      idsAmong(visibleFolders(visitor), 'folders.id', told('parentId')),
      idsAmong(visibleAssets(visitor, { bucket: 'anywhere' }), 'assets.id', told('relatedId')),
    ])
    const seen = { folderId: paths, parentId: parents, relatedId: related }
    return (row) => {
      if (visitor.seesWhole(row.brandId)) return []
      return [
        'assetCount',
        ...Object.entries(seen).flatMap(([name, some]) => (textsIn(row, name).every((one) => some.has(one)) ? [] : [name])),
      ]
    }
  },
}

function textsIn({ before, after }: ScreenedRow, name: string): string[] {
  return [before, after].flatMap((json) => {
    const value = json ? (JSON.parse(json) as Record<string, unknown>)[name] : null
    return typeof value === 'string' ? [value] : []
  })
}

/** Those of these paths that are the path of a folder that the visitor sees. */
async function pathsAmong(visitor: Visitor, paths: string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set()
  const names = [...new Set(paths.map((path) => nameKey(path.split(' > ').at(-1)!)))]
  const rows = (await visibleFolders(visitor).whereIn('folders.name_key', names).select('folders.id').limit(1000)) as { id: string }[]
  const found = await folderPaths(rows.map(({ id }) => id))
  return new Set([...found.values()].map(pathText))
}

async function idsAmong(visible: DatabaseQueryBuilderContract<Record<string, unknown>>, column: string, ids: string[]) {
  if (ids.length === 0) return new Set<string>()
  const rows = await visible.whereIn(column, [...new Set(ids)]).select(column)
  return new Set(rows.map(({ id }) => String(id)))
}
