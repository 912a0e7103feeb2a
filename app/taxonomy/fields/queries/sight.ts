import type { Visitor } from '#identity'
import type { Field } from '../field.ts'

/** Whether they may see what assets of this brand have in it. */
export function seesField(visitor: Visitor, { seenBy }: Pick<Field, 'seenBy'>, brandId: string): boolean {
  return visitor.can('assets.view', brandId) && (seenBy === null || visitor.can(seenBy, brandId))
}

/** Whether they may write it, given that they may write on the asset at all. */
export function writesField(visitor: Visitor, field: Pick<Field, 'seenBy' | 'editedBy'>, brandId: string): boolean {
  return seesField(visitor, field, brandId) && (field.editedBy === null || visitor.can(field.editedBy, brandId))
}

export function managesField(visitor: Visitor, { brandId }: Pick<Field, 'brandId'>): boolean {
  return visitor.can('fields.manage', brandId)
}

/** Whether they may know that there is such a field. */
export function knowsField(visitor: Visitor, field: Field): boolean {
  if (managesField(visitor, field)) return true
  const brands = visitor.brandsWith('assets.view')
  if (field.brandId !== null) return seesField(visitor, field, field.brandId)
  if (field.seenBy === null) return brands === 'all' || brands.length > 0
  return visitor.canSomewhere(field.seenBy) && (brands === 'all' || brands.some((brandId) => visitor.can(field.seenBy!, brandId)))
}

/** The brands in whose assets they may see it. */
export function brandsSeenIn(visitor: Visitor, { seenBy }: Pick<Field, 'seenBy'>): 'all' | string[] {
  return seenBy === null ? 'all' : visitor.brandsWith(seenBy)
}
