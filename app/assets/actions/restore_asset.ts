import { inTransaction } from '#core/database/index'
import type { Visitor } from '#identity'
import type { Asset } from '../models/asset.ts'
import { RestoreAssets } from './restore_assets.ts'

/** Brings one asset back from the trash. */
export class RestoreAsset {
  async handle(visitor: Visitor, asset: Asset) {
    await inTransaction((trx) => new RestoreAssets().handle(trx, visitor.actor, [asset]))
  }
}
