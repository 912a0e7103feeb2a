import type { HttpContext } from '@adonisjs/core/http'
import { errors as vineErrors } from '@vinejs/vine'
import { UpdateAsset } from '../../actions/update_asset.ts'
import { revisionOf } from '../../etag.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { propertiesFromText } from '../../properties/properties.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { updateAssetValidator } from '../../validators/edit_validators.ts'
import { AssetWords } from './asset_words.ts'
import { changedIn, infoForm } from './info_form.ts'

/** Saving the Info form where no script runs. */
export default class EditsController {
  async store({ params, request, response, session, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().handle(visitor, params.id as string)
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    const changed = changedIn(await infoForm(visitor, asset, new AssetWords()), request.all())
    try {
      const changes = await updateAssetValidator().validate({ ...changed, ...propertiesFromText(changed) })
      await new UpdateAsset().handle(visitor, asset.id, changes, revisionOf(request.input('revision') as string | undefined))
    } catch (error) {
      if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) throw error
      session.flashValidationErrors(error)
      return response.redirect().withQs().withQs('tab', 'info').toPath(`/assets/${asset.id}`)
    }
    return response.redirect().withQs().withQs('tab', 'details').toPath(`/assets/${asset.id}`)
  }
}
