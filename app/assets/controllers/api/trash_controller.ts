import type { HttpContext } from '@adonisjs/core/http'
import { PurgeAsset } from '../../actions/purge_asset.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { filtersFromInput } from '../../queries/filters_from_input.ts'
import { ListAssets } from '../../queries/list_assets.ts'
import { listAssetsValidator } from '../../validators/asset_validators.ts'

export default class TrashController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('list')
    const { sort, limit, cursor, ...input } = await listAssetsValidator().validate(request.qs())
    return new ListAssets().handle(visitor, { ...filtersFromInput(input), bucket: 'trash', sort, limit, cursor })
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id, 'trash')
    await bouncer.with(AssetPolicy).authorize('purge', asset)
    await new PurgeAsset().handle(visitor, asset)
    response.noContent()
  }
}
