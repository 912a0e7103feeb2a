import { inTransaction } from '#core/database/index'
import type { Visitor } from '#identity'
import type { Asset } from '../models/asset.ts'
import { TrashAssets } from './trash_assets.ts'

/** Puts one asset into the trash, or says why it must stay. */
export class TrashAsset {
  async handle(visitor: Visitor, asset: Asset) {
    const trash = new TrashAssets()
    const refusal = trash.refusal(asset)
    if (refusal) throw refusal
    await inTransaction((trx) => trash.handle(trx, visitor.actor, [asset]))
  }
}
