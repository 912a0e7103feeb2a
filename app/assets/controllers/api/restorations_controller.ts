import type { HttpContext } from '@adonisjs/core/http'
import { RestoreAsset } from '../../actions/restore_asset.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'

export default class RestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id, 'trash')
    await bouncer.with(AssetPolicy).authorize('delete', asset)
    await new RestoreAsset().handle(visitor, asset)
    response.status(201)
    return new FindAsset().handle(visitor, asset.id)
  }
}
