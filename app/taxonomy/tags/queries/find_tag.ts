import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { Tag } from '../models/tag.ts'
import { sees } from './visible_tags.ts'

/** One tag, if the visitor may know of it; else it does not exist. */
export async function findTag(visitor: Visitor, id: string, { deleted = false } = {}): Promise<Tag> {
  const tag = await Tag.find(id)
  if (!tag || !sees(visitor, tag) || (tag.deletedAt !== null) !== deleted) throw new NotFound('tag')
  return tag
}
