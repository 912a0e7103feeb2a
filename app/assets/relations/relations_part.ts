import type { LibraryPart } from '../controllers/web/library_parts.ts'
import { findRelations } from './find_relations.ts'
import { RELATION_KINDS } from './kinds.ts'

/** Below the facts of an asset: what it is related to, and the way to relate it. */
export const relationsPart: LibraryPart = {
  template: 'assets/parts/relations',
  state: async ({ visitor }, query, asset) => {
    if (!asset || asset.trashedAt) return null
    const relations = await findRelations(visitor, asset.id)
    const canEdit = visitor.can('assets.edit', asset.brandId)
    if (relations.length === 0 && !canEdit) return null
    const context = query.search()
    return {
      canEdit,
      relations: relations.map((one) => ({ ...one, href: `/assets/${one.asset.id}${context ? `?${context}` : ''}` })),
    }
  },
}

/** The dialog in which the other asset is found. */
export const relationChooser: LibraryPart = {
  template: 'assets/parts/relation_chooser',
  state: ({ visitor }) => Promise.resolve(visitor.canSomewhere('assets.edit') ? { kinds: RELATION_KINDS } : null),
}
