import { NotFound } from '#core/http/index'
import { defaultBrand, type Visitor } from '#identity'
import type { NewCollection } from '../actions/create_collection.ts'
import type { CollectionKind } from '../models/collection.ts'
import { FindCollection } from './find_collection.ts'

type Wanted = { kind?: CollectionKind; name: string; brandId?: string; parentId?: string }

/** Where a new collection goes: into its parent's brand, the one named, or the one that pages are narrowed to. */
export async function placeForCollection(visitor: Visitor, { kind = 'library', name, ...wanted }: Wanted): Promise<NewCollection> {
  if (kind === 'personal') return { kind, name, brandId: null, parentId: null }
  if (wanted.parentId) {
    const parent = await new FindCollection().handle(visitor, wanted.parentId)
    if (parent.kind === 'personal') throw new NotFound('collection')
    return { kind, name, brandId: parent.brandId, parentId: parent.id }
  }
  const brandId = wanted.brandId ?? visitor.activeBrand ?? (await defaultBrand()).id
  if (!visitor.can('assets.view', brandId)) throw new NotFound('brand')
  return { kind, name, brandId, parentId: null }
}
