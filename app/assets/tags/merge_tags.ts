import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isSqlite } from '#core/database/index'
import type { Visitor } from '#identity'
import { DeleteTag, UpdateTag, type Tag } from '#taxonomy'
import { CannotMergeTags } from '../errors.ts'

/**
 * Makes two tags one: assets of the first have the second instead, and the first one's names become synonyms.
 * Deleted like any other, the first can be brought back for 30 days, without its assets.
 */
export class MergeTags {
  async handle(visitor: Visitor, from: Tag, into: Tag) {
    if (from.id === into.id || from.brandId !== into.brandId || from.kind !== into.kind) throw new CannotMergeTags()
    await inRepeatableTransaction(async (trx) => {
      await new DeleteTag().within(trx, visitor, from.id)
      await trx.rawQuery(
        `INSERT ${isSqlite() ? 'OR IGNORE' : 'IGNORE'} INTO asset_tags (tag_id, asset_id) SELECT ?, asset_id FROM asset_tags WHERE tag_id = ?`,
        [into.id, from.id]
      )
      await trx.from('asset_tags').where('tag_id', from.id).delete()
      const [counted] = await trx
        .from('asset_tags')
        .join('assets', 'assets.id', 'asset_tags.asset_id')
        .where('asset_tags.tag_id', into.id)
        .where('assets.is_trashed', false)
        .count('* as total')
      await trx
        .from('tags')
        .where('id', into.id)
        .update({ asset_count: Number(counted.total) })
      await trx.from('tags').where('id', from.id).update({ asset_count: 0 })
      await new UpdateTag().within(trx, visitor, into.id, { synonyms: [...new Set([...into.synonyms, from.name, ...from.synonyms])] })
      await recordActivity(trx, visitor.actor, {
        action: 'tag.merged',
        subjectType: 'tag',
        subjectId: into.id,
        brandId: into.brandId,
        after: { merged: from.name, into: into.name },
      })
    })
  }
}
