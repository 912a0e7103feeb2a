import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { TagNameTaken } from '../../errors.ts'
import { tellOfTag } from '../followers.ts'
import { Tag } from '../models/tag.ts'
import { claimNames, tagKey, tidy } from '../names.ts'
import { parentFor } from '../tree.ts'

export type TagChanges = { name?: string; synonyms?: string[]; parentId?: string | null }

/** Renames a tag, says by which other words it is found, or moves it under another. Assets keep it. */
export class UpdateTag {
  async handle(visitor: Visitor, tagId: string, changes: TagChanges): Promise<Tag> {
    try {
      return await inRepeatableTransaction((trx) => this.within(trx, visitor, tagId, changes))
    } catch (error) {
      throw isDuplicate(error) ? new TagNameTaken(changes.name ?? changes.synonyms?.[0] ?? '') : error
    }
  }

  async within(trx: Transaction, visitor: Visitor, tagId: string, changes: TagChanges): Promise<Tag> {
    // Moves wait for each other, or two of them could make a circle.
    await trx.from('brands').whereIn('id', trx.from('tags').where('id', tagId).select('brand_id')).update({ updated_at: Date.now() })
    const tag = await Tag.query({ client: trx }).where('id', tagId).whereNull('deletedAt').first()
    if (!tag) throw new NotFound('tag')
    const before = { name: tag.name, synonyms: tag.synonyms, parentId: tag.parentId }
    const name = changes.name === undefined ? tag.name : tidy(changes.name)
    tag.merge({
      name,
      nameKey: tagKey(name),
      synonyms: changes.synonyms?.map(tidy) ?? tag.synonyms,
      parentId: changes.parentId === undefined ? tag.parentId : await parentFor(trx, tag, changes.parentId),
      updatedAt: Date.now(),
    })
    const after = { name: tag.name, synonyms: tag.synonyms, parentId: tag.parentId }
    if (JSON.stringify(before) === JSON.stringify(after)) return tag
    await tag.useTransaction(trx).save()
    await claimNames(trx, tag)
    await recordActivity(trx, visitor.actor, {
      action: 'tag.updated',
      subjectType: 'tag',
      subjectId: tag.id,
      brandId: tag.brandId,
      before,
      after,
    })
    await tellOfTag(trx, tag.id)
    return tag
  }
}
