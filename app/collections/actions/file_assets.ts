import { recordActivities, type Actor } from '#core/activity/index'
import { isSqlite, type Transaction } from '#core/database/index'
import type { Asset } from '#assets'
import type { Visitor } from '#identity'
import { Collection } from '../models/collection.ts'
import { positionAtEnd } from '../order/positions.ts'
import { FILL, MANAGE } from '../rights/levels.ts'
import { rightsOf } from '../rights/rights_of.ts'
import { noteFiled, noteUnfiled } from '../unfiled.ts'

type Refusals = Map<string, string>

/** Puts assets into a collection (S1-26, S1-68, S3-45), or takes them out; answers why some were left as they are. */
export class FileAssets {
  async file(trx: Transaction, visitor: Visitor | null, collectionId: string, assets: Asset[], operationId: string): Promise<Refusals> {
    const collection = visitor && (await fillable(trx, visitor, collectionId))
    if (!visitor || !collection) return allOf(assets, 'The collection is no longer there, or you may not fill it any more.')
    const refusals: Refusals = new Map()
    const filed: Asset[] = []
    const now = Date.now()
    for (const asset of assets) {
      if (collection.brandId && collection.brandId !== asset.brandId) refusals.set(asset.id, 'It belongs to another brand.')
      else if (await this.#put(trx, visitor.actor, collectionId, asset.id, positionAtEnd(now, filed.length, asset.id))) filed.push(asset)
      else refusals.set(asset.id, 'It is in this collection already.')
    }
    await this.#keep(trx, visitor.actor, collection, filed, 1, operationId)
    return refusals
  }

  async unfile(trx: Transaction, visitor: Visitor | null, collectionId: string, assets: Asset[], operationId: string): Promise<Refusals> {
    const collection = visitor && (await fillable(trx, visitor, collectionId))
    if (!visitor || !collection) return allOf(assets, 'The collection is no longer there, or you may not fill it any more.')
    const refusals: Refusals = new Map()
    const taken: Asset[] = []
    for (const asset of assets) {
      const removed = await trx.from('collection_assets').where('collection_id', collectionId).where('asset_id', asset.id).delete()
      if (Number(removed) === 1) taken.push(asset)
      else refusals.set(asset.id, 'It is not in this collection.')
    }
    await this.#keep(trx, visitor.actor, collection, taken, -1, operationId)
    return refusals
  }

  /** One statement, which on MySQL holds the asset's row: whoever trashes it meanwhile counts this filing too. */
  async #put(trx: Transaction, actor: Actor, collectionId: string, assetId: string, position: string): Promise<boolean> {
    const answer = await trx.rawQuery(
      `INSERT ${isSqlite() ? 'OR IGNORE' : 'IGNORE'} INTO collection_assets (collection_id, asset_id, added_by, added_at, position)
       SELECT ?, id, ?, ?, ? FROM assets WHERE id = ? AND is_trashed = 0`,
      [collectionId, actor.id as string, Date.now(), position, assetId]
    )
    return Number(isSqlite() ? answer.changes : answer[0].affectedRows) === 1
  }

  async #keep(trx: Transaction, actor: Actor, collection: Collection, assets: Asset[], by: 1 | -1, operationId: string) {
    if (assets.length === 0) return
    await trx
      .from('collections')
      .where('id', collection.id)
      .increment('asset_count', by * assets.length)
    // Whoever sees an asset reads what happened to it, but not the names of collections that they may not know of.
    const isForAll = collection.kind === 'library' && collection.openTo === MANAGE
    const ids = assets.map((asset) => asset.id)
    if (collection.kind === 'library') await (by === 1 ? noteFiled(trx, ids) : noteUnfiled(trx, ids))
    await recordActivities(
      trx,
      actor,
      assets.map((asset) => ({
        action: by === 1 ? 'asset.filed' : 'asset.unfiled',
        subjectType: 'asset',
        subjectId: asset.id,
        brandId: asset.brandId,
        cause: operationId,
        [by === 1 ? 'after' : 'before']: {
          collectionId: collection.id,
          ...(isForAll ? { collection: collection.name } : {}),
        },
      }))
    )
  }
}

/** The collection, held until the end of the transaction: its number is about to change. Rights are asked anew, as for assets. */
async function fillable(trx: Transaction, visitor: Visitor, id: string): Promise<Collection | null> {
  await trx.from('collections').where('id', id).whereNull('deleted_at').update({ updated_at: Date.now() })
  const collection = await Collection.query({ client: trx }).where('id', id).whereNull('deletedAt').first()
  return collection && (await rightsOf(visitor, [collection], trx)).get(id)!.rank >= FILL ? collection : null
}

function allOf(assets: Asset[], reason: string): Refusals {
  return new Map(assets.map((asset) => [asset.id, reason]))
}
