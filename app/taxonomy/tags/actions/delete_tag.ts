import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { TagNameTaken } from '../../errors.ts'
import { tellOfTag } from '../followers.ts'
import { Tag } from '../models/tag.ts'
import { claimNames, freeNames } from '../names.ts'

/** Takes a tag out of the vocabulary. Assets remember it for 30 days, in which it can be brought back. */
export class DeleteTag {
  async handle(visitor: Visitor, tagId: string) {
    await inRepeatableTransaction((trx) => this.within(trx, visitor, tagId))
  }

  async within(trx: Transaction, visitor: Visitor, tagId: string) {
    const gone = await trx.from('tags').where('id', tagId).whereNull('deleted_at').update({ deleted_at: Date.now() })
    if (Number(gone) === 0) throw new NotFound('tag')
    const tag = await Tag.query({ client: trx }).where('id', tagId).firstOrFail()
    // What stood under it stands where it stood.
    await trx.from('tags').where('parent_id', tagId).update({ parent_id: tag.parentId })
    await freeNames(trx, tagId)
    await recordActivity(trx, visitor.actor, {
      action: 'tag.deleted',
      subjectType: 'tag',
      subjectId: tagId,
      brandId: tag.brandId,
      before: { name: tag.name, assetCount: tag.assetCount },
    })
    await tellOfTag(trx, tagId)
  }

  async takeBack(visitor: Visitor, tagId: string) {
    const found = await Tag.find(tagId)
    try {
      await inRepeatableTransaction(async (trx) => {
        const back = await trx.from('tags').where('id', tagId).whereNotNull('deleted_at').update({ deleted_at: null })
        if (Number(back) === 0) throw new NotFound('tag')
        const tag = await Tag.query({ client: trx }).where('id', tagId).firstOrFail()
        await claimNames(trx, tag)
        const above = tag.parentId && (await trx.from('tags').where('id', tag.parentId).whereNull('deleted_at').first())
        if (!above) await trx.from('tags').where('id', tagId).update({ parent_id: null })
        await recordActivity(trx, visitor.actor, {
          action: 'tag.restored',
          subjectType: 'tag',
          subjectId: tagId,
          brandId: tag.brandId,
          after: { name: tag.name },
        })
        await tellOfTag(trx, tagId)
      })
    } catch (error) {
      throw isDuplicate(error) ? new TagNameTaken(found?.name ?? '') : error
    }
  }
}
