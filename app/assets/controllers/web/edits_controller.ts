import type { HttpContext } from '@adonisjs/core/http'
import { errors as vineErrors } from '@vinejs/vine'
import { UpdateAsset } from '../../actions/update_asset.ts'
import { revisionOf } from '../../etag.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { propertiesFromText } from '../../properties/properties.ts'
import { updateAssetValidator } from '../../validators/edit_validators.ts'

/** Saving the Info form where no script runs. */
export default class EditsController {
  async store({ params, request, response, session, bouncer, visitor }: HttpContext) {
    const asset = await new FindAsset().model(visitor, params.id as string)
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    const { keywords, revision, ...fields } = request.except(['_csrf'])
    try {
      const changes = await updateAssetValidator().validate({ ...fields, ...propertiesFromText(fields), keywords: wordsOf(keywords) })
      await new UpdateAsset().handle(visitor, asset.id, changes, revisionOf(revision as string | undefined))
    } catch (error) {
      if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) throw error
      session.flashValidationErrors(error)
      return response.redirect().withQs().withQs('tab', 'info').toPath(`/assets/${asset.id}`)
    }
    return response.redirect().withQs().withQs('tab', 'details').toPath(`/assets/${asset.id}`)
  }
}

function wordsOf(text: unknown): string[] {
  const words = String(text ?? '')
    .split(/[,\n]/)
    .map((word) => word.trim())
  return [...new Set(words.filter(Boolean))]
}
