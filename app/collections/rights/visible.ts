import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Visitor } from '#identity'
import { COLLECTION_KINDS, SHARED_KINDS, type CollectionKind } from '../models/collection.ts'

export type CollectionsQuery = DatabaseQueryBuilderContract<Record<string, unknown>>

/** A condition written out, with what it is bound to. */
export type Condition = [sql: string, bindings: string[]]

/** Whether the visitor, or a group that they are in, is what this row of `collection_members` names. */
export const isNamed = (alias: string, { user }: Visitor): Condition => [
  `(${alias}.user_id = ? OR ${alias}.group_id IN (SELECT group_id FROM group_members WHERE user_id = ?))`,
  [user.id, user.id],
]

/** Whether this row of `collections` shuts the visitor out by itself. Nobody can shut out those who look after the brand. */
export function isShut(alias: string, visitor: Visitor): Condition {
  const [named, bindings] = isNamed('named', visitor)
  const brands = visitor.brandsWith('brands.edit')
  if (brands === 'all') return ['1 = 0', []]
  const elsewhere = brands.length > 0 ? ` AND ${alias}.brand_id NOT IN (${brands.map(() => '?').join(', ')})` : ''
  return [
    `${alias}.open_to = 0${elsewhere} AND NOT EXISTS (SELECT 1 FROM collection_members named WHERE named.collection_id = ${alias}.id AND ${named})`,
    [...brands, ...bindings],
  ]
}

/** Whether the collection of this id stands in one that shuts the visitor out, or is one. */
export function isWithinShut(id: string, visitor: Visitor): Condition {
  const [shut, bindings] = isShut('shut', visitor)
  if (bindings.length === 0) return ['1 = 0', []]
  return [
    `EXISTS (SELECT 1 FROM collection_ancestors up JOIN collections shut ON shut.id = up.ancestor_id WHERE up.collection_id = ${id} AND ${shut})`,
    bindings,
  ]
}

/** The collections that this visitor may know of, as the start of a query: of their brands, their own, and what is shared with them. */
export function visibleCollections(visitor: Visitor, kinds: readonly CollectionKind[] = COLLECTION_KINDS): CollectionsQuery {
  const query = db.from('collections').whereNull('collections.deleted_at') as CollectionsQuery
  const shared = SHARED_KINDS.filter((kind) => kinds.includes(kind))
  return query.where((rights) => {
    if (kinds.includes('personal')) {
      rights.where('collections.owner_id', visitor.user.id)
      const [named, bindings] = isNamed('named', visitor)
      rights.orWhere((given) => {
        given.where('collections.kind', 'personal')
        given.whereRaw(`collections.id IN (SELECT named.collection_id FROM collection_members named WHERE ${named})`, bindings)
      })
    }
    if (shared.length === 0) return
    const brands = visitor.brandsWith('assets.view')
    const [hidden, bindings] = isWithinShut('collections.id', visitor)
    rights.orWhere((ofBrand) => {
      ofBrand.whereIn('collections.kind', shared)
      if (brands !== 'all') ofBrand.whereIn('collections.brand_id', brands)
      ofBrand.whereRaw(`NOT ${hidden}`, bindings)
    })
  })
}
