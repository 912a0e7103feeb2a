import type { HttpContext } from '@adonisjs/core/http'
import { inTransaction } from '#core/database/index'
import { RestoreAssets } from '../../actions/restore_assets.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'

export default class RestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id, 'trash')
    await bouncer.with(AssetPolicy).authorize('delete', asset)
    await inTransaction((trx) => new RestoreAssets().handle(trx, visitor.actor, [asset]))
    response.status(201)
    return new FindAsset().handle(visitor, asset.id)
  }
}
