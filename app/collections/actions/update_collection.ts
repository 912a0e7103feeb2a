import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { CollectionNameTaken, CollectionPlaceForbidden, CollectionPlaceRefused, DEEPEST, RightsRefused } from '../errors.ts'
import { Collection } from '../models/collection.ts'
import { askable } from '../queries/askable.ts'
import { readQuestion, written, type Question } from '../question.ts'
import { levelOf, MANAGE, NONE, rankOf, type Level } from '../rights/levels.ts'
import { rightsByRole, rightsOf } from '../rights/rights_of.ts'
import { stayIn } from '../rights/stay_in.ts'
import { attach, detach, idsWithin, waitForTree } from '../tree.ts'

export type CollectionChanges = { name?: string; parentId?: string | null; question?: Question; others?: Level }

/** Renames a collection (S1-21, S3-52), moves it with all that is within it elsewhere in its brand (S1-22), opens and closes it, or has a smart one ask something else. */
export class UpdateCollection {
  async handle(visitor: Visitor, { id, brandId, kind }: Collection, changes: CollectionChanges): Promise<Collection> {
    let name = changes.name
    const question = changes.question && (await askable(visitor, kind, changes.question))
    try {
      return await inRepeatableTransaction(async (trx) => {
        if (brandId) await waitForTree(trx, brandId)
        const collection = await found(trx, id)
        name ??= collection.name
        const before = { name: collection.name, parentId: collection.parentId, ...asked(collection), ...opened(collection, changes) }
        if (changes.parentId !== undefined && changes.parentId !== collection.parentId) {
          await this.#move(trx, visitor, collection, changes.parentId)
        }
        if (changes.others !== undefined) {
          if (collection.kind === 'personal')
            throw new RightsRefused('others', 'A personal collection is open to nobody but those it is shared with.')
          collection.openTo = rankOf(changes.others)
        }
        collection.merge({ name, nameKey: nameKey(name), updatedAt: Date.now(), ...(question ? { question: written(question) } : {}) })
        await collection.useTransaction(trx).save()
        if (changes.others !== undefined) await stayIn(trx, visitor, collection)
        await recordActivity(trx, visitor.actor, {
          action: 'collection.updated',
          subjectType: 'collection',
          subjectId: id,
          brandId,
          before,
          after: { name, parentId: collection.parentId, ...asked(collection), ...opened(collection, changes) },
        })
        return collection
      })
    } catch (error) {
      throw isDuplicate(error) ? new CollectionNameTaken(name ?? '') : error
    }
  }

  async #move(trx: Transaction, visitor: Visitor, collection: Collection, parentId: string | null) {
    if (collection.kind === 'personal') throw new CollectionPlaceRefused('Personal collections stand in no other.')
    const parent = await living(trx, parentId)
    const from = await living(trx, collection.parentId)
    const rights = await rightsOf(
      visitor,
      [parent, from].filter((one) => one !== null),
      trx
    )
    const rankIn = (place: Collection | null) => (place ? rights.get(place.id)! : rightsByRole(visitor, collection.brandId)).rank
    if (parentId && (!parent || parent.brandId !== collection.brandId || parent.kind !== 'library' || rankIn(parent) === NONE)) {
      throw new CollectionPlaceRefused('There is no such collection in this brand.')
    }
    for (const place of [from, parent]) if (rankIn(place) < MANAGE) throw new CollectionPlaceForbidden(place?.name ?? null)
    const within = await idsWithin(trx, collection.id)
    if (parentId && within.includes(parentId)) throw new CollectionPlaceRefused('A collection cannot stand within itself.')
    const by = (parent?.depth ?? 0) + 1 - collection.depth
    const deepest = (await trx
      .from('collections')
      .join('collection_ancestors', 'collection_ancestors.collection_id', 'collections.id')
      .where('collection_ancestors.ancestor_id', collection.id)
      .max('collections.depth as depth')
      .first()) as { depth: number }
    if (Number(deepest.depth) + by > DEEPEST)
      throw new CollectionPlaceRefused(`Collections stand at most ${DEEPEST} deep within each other.`)
    await detach(trx, collection.id)
    await attach(trx, collection.id, parentId)
    const below = within.filter((id) => id !== collection.id)
    for (let at = 0; at < below.length; at += 500) {
      await trx
        .from('collections')
        .whereIn('id', below.slice(at, at + 500))
        .increment('depth', by)
    }
    collection.merge({ parentId, siblingOf: parentId ?? collection.brandId, depth: collection.depth + by })
  }
}

const living = (trx: Transaction, id: string | null) =>
  id ? Collection.query({ client: trx }).where('id', id).whereNull('deletedAt').first() : Promise.resolve(null)

const opened = ({ openTo }: Collection, { others }: CollectionChanges) => (others === undefined ? {} : { others: levelOf(openTo) })

const asked = ({ question }: Collection) => (question ? { query: readQuestion(question) } : {})

async function found(trx: Transaction, id: string): Promise<Collection> {
  const collection = await Collection.query({ client: trx }).where('id', id).whereNull('deletedAt').first()
  if (!collection) throw new NotFound('collection')
  return collection
}
