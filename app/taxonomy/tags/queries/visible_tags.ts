import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Visitor } from '#identity'
import type { Tag } from '../models/tag.ts'

export type TagsQuery = DatabaseQueryBuilderContract<Record<string, unknown>>

/** Labels are for those who work on the assets of the brand. */
export function sees(visitor: Visitor, { brandId, kind }: Pick<Tag, 'brandId' | 'kind'>): boolean {
  return visitor.can(kind === 'label' ? 'assets.edit' : 'assets.view', brandId)
}

/** The tags that this visitor may know of, as the start of a query on `tags`. */
export function visibleTags(visitor: Visitor): TagsQuery {
  const query = db.from('tags').whereNull('tags.deleted_at') as TagsQuery
  const [seen, edited] = [visitor.brandsWith('assets.view'), visitor.brandsWith('assets.edit')]
  if (seen !== 'all') query.whereIn('tags.brand_id', seen)
  if (edited !== 'all') query.where((labels) => void labels.where('tags.kind', 'tag').orWhereIn('tags.brand_id', edited))
  return query
}
