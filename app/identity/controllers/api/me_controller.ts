import type { HttpContext } from '@adonisjs/core/http'
import { RenameUser } from '../../actions/rename_user.ts'
import AccountPolicy from '../../policies/account_policy.ts'
import { transformMe } from '../../transformers/me.ts'
import { updateMeValidator } from '../../validators/people.ts'

export default class MeController {
  /** Who the request is made by, and what they may do where. */
  show({ visitor }: HttpContext) {
    return transformMe(visitor)
  }

  async update({ bouncer, request, visitor }: HttpContext) {
    await bouncer.with(AccountPolicy).authorize('change')
    const { name } = await request.validateUsing(updateMeValidator)
    await new RenameUser().handle(visitor.user.id, name, visitor.actor)
    return { ...transformMe(visitor), name }
  }
}
