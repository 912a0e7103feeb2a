import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { RetryProcessing } from '../../actions/retry_processing.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'

@inject()
export default class ProcessingsController {
  constructor(private retryProcessing: RetryProcessing) {}

  async store({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id)
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    await this.retryProcessing.handle(visitor, asset)
    response.status(202)
    return new FindAsset().handle(visitor, asset.id)
  }
}
