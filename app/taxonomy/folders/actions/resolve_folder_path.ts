import { inRepeatableTransaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { Folder } from '../models/folder.ts'
import { folderNamed } from '../names.ts'
import { seesFolder } from '../queries/visible_folders.ts'
import { waitForTree } from '../tree.ts'
import { addFolder } from './create_folder.ts'

export type WantedPath = { brandId: string; parentId: string | null; names: string[] }

/** Finds the folder at the end of a path and makes what is missing of it. Two who ask at the same moment get the same one. */
export class ResolveFolderPath {
  async handle(visitor: Visitor, { brandId, parentId, names }: WantedPath): Promise<string | null> {
    return inRepeatableTransaction(async (trx) => {
      await waitForTree(trx, brandId)
      let at = parentId
      // As many steps as the path is deep, each by its index.
      for (const name of names) {
        const { nameKey } = folderNamed(name)
        // Restricted ones may have the name too: those that are hidden are not there, and one that is for all goes first.
        const named = await Folder.query({ client: trx })
          .where('siblingOf', at ?? brandId)
          .where('nameKey', nameKey)
          .orderBy('ownCircle')
        const found = named.find((folder) => seesFolder(visitor, folder))
        at = (found ?? (await addFolder(trx, visitor, { brandId, parentId: at, name }))).id
      }
      return at
    })
  }
}

/** The names in the path of a dropped folder, as folders are called. */
export const namesInPath = (path: string) =>
  path
    .split('/')
    .map((name) =>
      name
        .replace(/\p{Cc}/gu, '')
        .trim()
        .slice(0, 180)
    )
    .filter((name) => name !== '' && name !== '.' && name !== '..')
