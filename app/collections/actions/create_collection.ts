import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { CollectionNameTaken, CollectionPlaceRefused, DEEPEST } from '../errors.ts'
import { Collection, type CollectionKind } from '../models/collection.ts'
import { written, type Question } from '../question.ts'
import { MANAGE } from '../rights/levels.ts'
import { attach, waitForTree } from '../tree.ts'

/** `brandId` is that of the parent, where one is given. */
export type NewCollection = {
  kind: CollectionKind
  name: string
  brandId: string | null
  parentId: string | null
  question?: Question
}

/** Makes an empty collection (S1-20, S3-48). */
export class CreateCollection {
  async handle(visitor: Visitor, wanted: NewCollection): Promise<Collection> {
    try {
      return await inRepeatableTransaction(async (trx) => {
        if (wanted.brandId) await waitForTree(trx, wanted.brandId)
        const parent = wanted.parentId
          ? await Collection.query({ client: trx }).where('id', wanted.parentId).whereNull('deletedAt').first()
          : null
        if (wanted.parentId && !parent) throw new NotFound('collection')
        if (parent?.kind === 'smart') throw new CollectionPlaceRefused('A smart collection holds what it finds, and no other collection.')
        const depth = (parent?.depth ?? 0) + 1
        if (depth > DEEPEST) throw new CollectionPlaceRefused(`Collections stand at most ${DEEPEST} deep within each other.`)
        const now = Date.now()
        const ownerId = wanted.kind === 'personal' ? visitor.user.id : null
        const collection = new Collection().fill({
          id: newId(),
          kind: wanted.kind,
          brandId: wanted.brandId,
          ownerId,
          parentId: wanted.parentId,
          siblingOf: wanted.parentId ?? wanted.brandId ?? ownerId,
          name: wanted.name,
          nameKey: nameKey(wanted.name),
          depth,
          assetCount: 0,
          question: wanted.question ? written(wanted.question) : null,
          openTo: MANAGE,
          createdBy: visitor.user.id,
          createdAt: now,
          updatedAt: now,
          deletedAt: null,
          deletedWith: null,
        })
        await collection.useTransaction(trx).save()
        await trx.table('collection_ancestors').insert({ ancestor_id: collection.id, collection_id: collection.id })
        await attach(trx, collection.id, wanted.parentId)
        await recordActivity(trx, visitor.actor, {
          action: 'collection.created',
          subjectType: 'collection',
          subjectId: collection.id,
          brandId: wanted.brandId,
          after: { name: wanted.name, parentId: wanted.parentId },
        })
        return collection
      })
    } catch (error) {
      throw isDuplicate(error) ? new CollectionNameTaken(wanted.name) : error
    }
  }
}
