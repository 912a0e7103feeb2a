import type { HttpContext } from '@adonisjs/core/http'
import { UpdateUser } from '../../actions/update_user.ts'
import { answerForm, validateForm } from '../../forms.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { statusValidator } from '../../validators/forms.ts'
import { showPerson } from './people_controller.ts'

/** Shuts a person out, or lets them in again. */
export default class PersonStatusController {
  async update(ctx: HttpContext) {
    const { bouncer, params, response, session, visitor } = ctx
    await bouncer.with(UserPolicy).authorize('manage')
    const update = async () => {
      const { status } = await validateForm(ctx, statusValidator)
      await new UpdateUser().handle(params.id, { isDisabled: status === 'disabled' }, visitor)
      session.flash('notice', status === 'disabled' ? 'person_disabled' : 'person_enabled')
      return response.redirect().toPath(`/people/${params.id}`)
    }
    return answerForm(ctx, update, (form) => showPerson(ctx, form))
  }
}
