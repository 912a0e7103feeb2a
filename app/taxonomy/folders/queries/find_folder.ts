import { NotFound } from '#core/http/index'
import { Brand, type Visitor } from '#identity'
import { Folder } from '../models/folder.ts'
import { seesFolder } from './visible_folders.ts'

/** One folder, if the visitor may know of it; else it does not exist. A deleted one is one that was deleted by itself. */
export async function findFolder(visitor: Visitor, id: string, { deleted = false } = {}): Promise<Folder> {
  const folder = await Folder.find(id)
  const isThere = folder && (deleted ? folder.deletedWith === id : folder.deletedAt === null)
  if (!isThere || !seesFolder(visitor, folder)) throw new NotFound('folder')
  return folder
}

/** The brand of a new folder: the named one, that of the folder it stands in, or else the first in which this visitor may make one. */
export async function brandForFolder(visitor: Visitor, wanted: { brandId?: string; parentId?: string | null }): Promise<string> {
  if (wanted.parentId && !wanted.brandId) return (await findFolder(visitor, wanted.parentId)).brandId
  if (wanted.brandId && !visitor.can('assets.view', wanted.brandId)) throw new NotFound('brand')
  const managed = visitor.brandsWith('folders.manage')
  const query = Brand.query().orderBy('id')
  if (wanted.brandId) query.where('id', wanted.brandId)
  else if (managed !== 'all') query.whereIn('id', managed)
  const brand = await query.first()
  if (!brand) throw new NotFound('brand')
  return brand.id
}
