import type { HttpContext } from '@adonisjs/core/http'
import { errors as vineErrors } from '@vinejs/vine'
import { Problem } from '#core/http/index'
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
      const refusal = shownInForm(error)
      if (!refusal) throw error
      session.flashValidationErrors(refusal)
      return response.redirect().withQs().withQs('tab', 'info').toPath(`/assets/${asset.id}`)
    }
    return response.redirect().withQs().withQs('tab', 'details').toPath(`/assets/${asset.id}`)
  }
}

/** What a person can put right in the form: what is not valid, and what custom fields do not take. */
function shownInForm(error: unknown) {
  if (error instanceof vineErrors.E_VALIDATION_ERROR) return error
  return error instanceof Problem && error.status === 422 && error.errors ? new vineErrors.E_VALIDATION_ERROR(error.errors) : null
}
