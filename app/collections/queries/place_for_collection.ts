import { NotFound } from '#core/http/index'
import { defaultBrand, type Visitor } from '#identity'
import type { NewCollection } from '../actions/create_collection.ts'
import type { CollectionKind } from '../models/collection.ts'
import { ALL_RIGHTS, type Rights } from '../rights/levels.ts'
import { rightsByRole } from '../rights/rights_of.ts'
import { askable } from './askable.ts'
import type { Question } from '../question.ts'
import { FindCollection } from './find_collection.ts'

type Wanted = { kind?: CollectionKind; name: string; brandId?: string; parentId?: string; query?: Question }

/** Where a new collection goes, and what the visitor may do there: into its parent's brand, the one named, or the one that pages are narrowed to. */
export async function placeForCollection(
  visitor: Visitor,
  { kind = 'library', name, ...wanted }: Wanted
): Promise<NewCollection & { rights: Rights }> {
  const question = await askable(visitor, kind, wanted.query)
  if (kind === 'personal') return { kind, name, brandId: null, parentId: null, rights: ALL_RIGHTS }
  if (wanted.parentId) {
    const parent = await new FindCollection().handle(visitor, wanted.parentId)
    if (parent.kind === 'personal') throw new NotFound('collection')
    return { kind, name, brandId: parent.brandId, parentId: parent.id, question, rights: parent.rights }
  }
  const brandId = wanted.brandId ?? visitor.activeBrand ?? (await defaultBrand()).id
  if (!visitor.can('assets.view', brandId)) throw new NotFound('brand')
  return { kind, name, brandId, parentId: null, question, rights: rightsByRole(visitor, brandId) }
}
