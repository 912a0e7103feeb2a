import type { HttpContext } from '@adonisjs/core/http'
import { TrashAsset } from '../../actions/trash_asset.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'

/** Deleting one asset where no script runs: into the trash, from which it can be taken back. */
export default class RemovalsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id as string)
    await bouncer.with(AssetPolicy).authorize('delete', asset)
    await new TrashAsset().handle(visitor, asset)
    return response.redirect().withQs().toPath('/assets')
  }
}
