import type { HttpContext } from '@adonisjs/core/http'
import { EndSignIns } from '../../actions/end_sign_ins.ts'
import AccountPolicy from '../../policies/account_policy.ts'
import { ListSignIns } from '../../queries/list_sign_ins.ts'
import { transformSignIn } from '../../transformers/users.ts'

/** The browsers one is signed in with. */
export default class SignInsController {
  async index({ bouncer, view, visitor }: HttpContext) {
    await bouncer.with(AccountPolicy).authorize('change')
    const { data } = await new ListSignIns().page(visitor.user.id, { limit: 200 })
    const signIns = data.map((one) => transformSignIn(one, visitor.signInId))
    return view.render('identity/sign_ins', { signIns })
  }

  /** Ends one, or without an id all but this. */
  async destroy({ bouncer, params, response, session, visitor }: HttpContext) {
    await bouncer.with(AccountPolicy).authorize('change')
    const which = params.id ? { only: params.id } : { except: visitor.signInId }
    await new EndSignIns().handle({ userId: visitor.user.id, ...which }, visitor.actor)
    session.flash('notice', params.id ? 'signed_out_there' : 'signed_out_elsewhere')
    return response.redirect().toPath('/account/sign-ins')
  }
}
