import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#core/http/index'
import { EndSignIns } from '../../actions/end_sign_ins.ts'
import AccountPolicy from '../../policies/account_policy.ts'
import { ListSignIns } from '../../queries/list_sign_ins.ts'
import { transformSignIn } from '../../transformers/users.ts'
import { listValidator } from '../../validators/people.ts'

/** One's own sign-ins. */
export default class SessionsController {
  async index({ bouncer, request, visitor }: HttpContext) {
    await bouncer.with(AccountPolicy).authorize('change')
    const ask = await request.validateUsing(listValidator, { data: request.qs() })
    const { data, meta } = await new ListSignIns().page(visitor.user.id, ask)
    return { data: data.map((one) => transformSignIn(one, visitor.signInId)), meta }
  }

  async destroy({ bouncer, params, response, visitor }: HttpContext) {
    await bouncer.with(AccountPolicy).authorize('change')
    const ended = await new EndSignIns().handle({ userId: visitor.user.id, only: params.id }, visitor.actor)
    if (ended === 0) throw new NotFound('sign-in')
    return response.noContent()
  }
}
