import type { HttpContext } from '@adonisjs/core/http'
import { suggestWords } from '../../expert/suggest_words.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { searchWordsValidator } from '../../validators/asset_validators.ts'

export default class SearchWordsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('list')
    const { text, brand } = await searchWordsValidator.validate(request.qs())
    const data = await suggestWords(visitor, text ?? '', brand)
    return { data, meta: { total: data.length, totalIsCapped: false, next: null } }
  }
}
