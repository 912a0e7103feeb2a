import type { HttpContext } from '@adonisjs/core/http'
import { ChooseBrand } from '../../actions/choose_brand.ts'
import { safeNext } from '../../next_path.ts'
import AccountPolicy from '../../policies/account_policy.ts'
import { chooseBrandValidator } from '../../validators/forms.ts'

/** The brand switcher in the top bar. */
export default class ActiveBrandController {
  async update({ bouncer, request, response, visitor }: HttpContext) {
    await bouncer.with(AccountPolicy).authorize('change')
    const { brandId, next } = await request.validateUsing(chooseBrandValidator)
    await new ChooseBrand().handle(visitor, brandId ?? null)
    return response.redirect().toPath(safeNext(next, '/assets'))
  }
}
