import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { RetryProcessing } from '../../actions/retry_processing.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'

/** Trying a failed asset again where no script runs. */
@inject()
export default class ProcessingsController {
  constructor(private retryProcessing: RetryProcessing) {}

  async store({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id as string)
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    await this.retryProcessing.handle(visitor, asset)
    return response.redirect().withQs().toPath(`/assets/${asset.id}`)
  }
}
