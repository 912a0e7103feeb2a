import type { HttpContext } from '@adonisjs/core/http'
import { UpdateAsset } from '../../actions/update_asset.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'

/** Taking an asset out of one category where no script runs (S3-36). */
export default class CategoryRemovalsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().handle(visitor, params.id as string, 'library')
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    const categories = asset.categories.flatMap(({ id }) => (id === params.categoryId ? [] : [id]))
    await new UpdateAsset().handle(visitor, asset.id, { categories })
    return response.redirect().withQs().withQs('tab', 'categories').toPath(`/assets/${asset.id}`)
  }
}
