import { recordActivity } from '#core/activity/index'
import { inTransaction, isDuplicate, newId } from '#core/database/index'
import type { Visitor } from '#identity'
import { Asset } from '../models/asset.ts'
import { AlreadyRelated, RelationRefused } from './errors.ts'
import { MOST_RELATIONS, type RelationKind } from './kinds.ts'

/** Says that an asset is related to another, once. */
export class RelateAssets {
  async handle(visitor: Visitor, asset: Asset, kind: RelationKind, related: Asset): Promise<string> {
    if (asset.id === related.id) throw new RelationRefused('An asset cannot be related to itself.')
    try {
      return await inTransaction(async (trx) => {
        // Who relates first holds the row, so that the number is true.
        await Asset.query({ client: trx }).where('id', asset.id).forUpdate().first()
        const there = (await trx.from('asset_relations').where('asset_id', asset.id).select('kind', 'related_id')) as unknown[]
        if (there.length >= MOST_RELATIONS) throw new RelationRefused(`An asset is related to at most ${MOST_RELATIONS} others.`)
        const opposite = await trx.from('asset_relations').where({ asset_id: related.id, kind, related_id: asset.id }).first()
        if (opposite) throw new AlreadyRelated(related.name)
        const id = newId()
        await trx.table('asset_relations').insert({
          id,
          asset_id: asset.id,
          kind,
          related_id: related.id,
          created_by: visitor.user.id,
          created_at: Date.now(),
        })
        await recordActivity(trx, visitor.actor, {
          action: 'asset.related',
          subjectType: 'asset',
          subjectId: asset.id,
          brandId: asset.brandId,
          after: { kind, relatedId: related.id },
        })
        return id
      })
    } catch (error) {
      throw isDuplicate(error) ? new AlreadyRelated(related.name) : error
    }
  }
}

/** Takes such a word back, from either of the two. */
export class UnrelateAssets {
  async handle(visitor: Visitor, asset: Asset, relationId: string): Promise<void> {
    await inTransaction(async (trx) => {
      const row = await trx.from('asset_relations').where('id', relationId).first()
      if (!row) return
      await trx.from('asset_relations').where('id', relationId).delete()
      await recordActivity(trx, visitor.actor, {
        action: 'asset.unrelated',
        subjectType: 'asset',
        subjectId: asset.id,
        brandId: asset.brandId,
        before: { kind: row.kind, relatedId: row.related_id === asset.id ? row.asset_id : row.related_id },
      })
    })
  }
}
