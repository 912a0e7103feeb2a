import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { readMultipart } from '#files'
import { TrashAsset } from '../../actions/trash_asset.ts'
import { UpdateAsset } from '../../actions/update_asset.ts'
import { UploadAsset } from '../../actions/upload_asset.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { filtersFromInput } from '../../queries/filters_from_input.ts'
import { ListAssets } from '../../queries/list_assets.ts'
import { listAssetsValidator } from '../../validators/asset_validators.ts'
import { updateAssetValidator } from '../../validators/edit_validators.ts'
import { etagOf, revisionOf } from '../../etag.ts'

@inject()
export default class AssetsController {
  constructor(private uploadAsset: UploadAsset) {}

  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('list')
    const { sort, limit, cursor, ...input } = await listAssetsValidator().validate(request.qs())
    return new ListAssets().handle(visitor, { ...filtersFromInput(input), sort, limit, cursor })
  }

  async show({ params, bouncer, visitor, response }: HttpContext) {
    const asset = await new FindAsset().handle(visitor, params.id)
    await bouncer.with(AssetPolicy).authorize('view', asset)
    response.header('ETag', etagOf(asset))
    return asset
  }

  async store({ request, response, visitor }: HttpContext) {
    await this.uploadAsset.authorise(visitor, null)
    const { file, fields } = await readMultipart(request.request)
    const { asset, leftOut } = await this.uploadAsset.handle(visitor, file, fields)
    const created = await new FindAsset().describe(visitor, asset.id)
    response.status(201).header('Location', created.links.self)
    response.header('ETag', etagOf(created))
    return fields.templateId ? { ...created, leftOut } : created
  }

  async update({ params, request, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id)
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    const changes = await updateAssetValidator().validate(request.body())
    await new UpdateAsset().handle(visitor, asset.id, changes, revisionOf(request.header('if-match')))
    const updated = await new FindAsset().handle(visitor, asset.id)
    response.header('ETag', etagOf(updated))
    return updated
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id)
    await bouncer.with(AssetPolicy).authorize('delete', asset)
    await new TrashAsset().handle(visitor, asset)
    response.noContent()
  }
}
