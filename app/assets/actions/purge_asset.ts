import { inTransaction } from '#core/database/index'
import type { Visitor } from '#identity'
import type { Asset } from '../models/asset.ts'
import { PurgeAssets } from './purge_assets.ts'

/** Removes one trashed asset for good. */
export class PurgeAsset {
  async handle(visitor: Visitor, asset: Asset) {
    await inTransaction((trx) => new PurgeAssets().handle(trx, visitor.actor, [asset]))
  }
}
