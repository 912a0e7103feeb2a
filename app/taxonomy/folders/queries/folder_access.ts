import db from '@adonisjs/lucid/services/db'
import { circleRevision, circlesNamed, type CircleJson } from '#identity'
import type { Folder } from '../models/folder.ts'
import { folderPaths } from './folder_paths.ts'
import { pathText } from '../../catalogs/transformers.ts'

type Around = CircleJson & { folder: { id: string; name: string; path: string } }

/** Who may see a folder: by its own restriction, if it has one, and by those of the folders that it stands in, from the top. */
export type FolderAccess = CircleJson & { isRestricted: boolean; inherited: Around[]; revision: number }

export async function folderAccess({ id, ownCircle }: Folder): Promise<FolderAccess> {
  const around = (await db
    .from('folder_ancestors')
    .join('folders', 'folders.id', 'folder_ancestors.ancestor_id')
    .where('folder_ancestors.folder_id', id)
    .whereNot('folders.id', id)
    .where('folders.own_circle', '<>', '')
    .orderBy('folders.depth')
    .select('folders.id', 'folders.name', 'folders.own_circle as circle')) as { id: string; name: string; circle: string }[]
  const circles = await circlesNamed([...around.map(({ circle }) => circle), ...(ownCircle ? [ownCircle] : [])])
  const paths = await folderPaths(around.map((folder) => folder.id))
  return {
    isRestricted: ownCircle !== '',
    ...(circles.get(ownCircle) ?? { users: [], groups: [] }),
    inherited: around.map(({ circle, ...folder }) => ({
      folder: { ...folder, path: pathText(paths.get(folder.id) ?? [folder.name]) },
      ...circles.get(circle)!,
    })),
    revision: ownCircle ? await circleRevision(db, ownCircle) : 0,
  }
}
