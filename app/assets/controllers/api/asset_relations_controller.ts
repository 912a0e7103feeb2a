import type { HttpContext } from '@adonisjs/core/http'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { findRelation, findRelations } from '../../relations/find_relations.ts'
import { RelateAssets, UnrelateAssets } from '../../relations/relate_assets.ts'
import { relateValidator } from '../../relations/validators.ts'

export default class AssetRelationsController {
  async index({ params, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id)
    await bouncer.with(AssetPolicy).authorize('view', asset)
    const data = await findRelations(visitor, asset.id)
    return { data, meta: { total: data.length, totalIsCapped: false, next: null } }
  }

  async store({ params, request, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id)
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    const { kind, assetId } = await relateValidator.validate(request.body())
    const related = await new FindAsset().model(visitor, assetId)
    const id = await new RelateAssets().handle(visitor, asset, kind, related)
    response.status(201)
    return findRelation(visitor, asset.id, id)
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id)
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    await new UnrelateAssets().handle(visitor, asset, (await findRelation(visitor, asset.id, params.relationId)).id)
    response.noContent()
  }
}
