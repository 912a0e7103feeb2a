import type { HttpContext } from '@adonisjs/core/http'
import { EndSignInsOfPerson } from '../../actions/end_sign_ins_of_person.ts'
import { answerForm } from '../../forms.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { showPerson } from './people_controller.ts'

export default class PersonSignInsController {
  /** Signs a person out of every browser. */
  async destroy(ctx: HttpContext) {
    const { bouncer, params, response, session, visitor } = ctx
    await bouncer.with(UserPolicy).authorize('manage')
    const end = async () => {
      await new EndSignInsOfPerson().handle(params.id, visitor)
      session.flash('notice', 'person_signed_out')
      return response.redirect().toPath(`/people/${params.id}`)
    }
    return answerForm(ctx, end, (form) => showPerson(ctx, form))
  }
}
