import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId, type Transaction } from '#core/database/index'
import type { Actor } from '#core/activity/index'
import type { Visitor } from '#identity'
import { TagNameTaken } from '../../errors.ts'
import { Tag, type TagKind } from '../models/tag.ts'
import { claimNames, tagKey, tidy } from '../names.ts'
import { parentFor } from '../tree.ts'

export type NewTag = { brandId: string; name: string; kind?: TagKind; synonyms?: string[]; parentId?: string | null }

/** Who makes it; a file whose keywords become tags makes them for the one who brought it. */
export type Maker = { actor: Actor; userId: string | null }

/** Adds a word to a brand's vocabulary. */
export class CreateTag {
  async handle(visitor: Visitor, wanted: NewTag): Promise<Tag> {
    try {
      return await inRepeatableTransaction((trx) => this.within(trx, { actor: visitor.actor, userId: visitor.user.id }, wanted))
    } catch (error) {
      throw isDuplicate(error) ? new TagNameTaken(wanted.name) : error
    }
  }

  /** As part of what makes it needed, such as writing it on an asset. */
  async within(trx: Transaction, maker: Maker, { brandId, name, kind = 'tag', synonyms = [], parentId = null }: NewTag): Promise<Tag> {
    const now = Date.now()
    const tag = new Tag().fill({
      id: newId(),
      brandId,
      kind,
      name: tidy(name),
      nameKey: tagKey(name),
      synonyms: synonyms.map(tidy),
      parentId: await parentFor(trx, { brandId, kind, id: null }, parentId),
      assetCount: 0,
      createdBy: maker.userId,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
    })
    await tag.useTransaction(trx).save()
    await claimNames(trx, tag)
    await recordActivity(trx, maker.actor, {
      action: 'tag.created',
      subjectType: 'tag',
      subjectId: tag.id,
      brandId,
      after: { name: tag.name, kind, synonyms: tag.synonyms, parentId: tag.parentId },
    })
    return tag
  }
}
