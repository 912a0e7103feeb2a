import type { HttpContext } from '@adonisjs/core/http'
import { MakeResetLink } from '../../actions/make_reset_link.ts'
import { RenewInvitation } from '../../actions/renew_invitation.ts'
import { WithdrawInvitation } from '../../actions/withdraw_invitation.ts'
import { answerForm, UNTOUCHED } from '../../forms.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { FindUser } from '../../queries/find_user.ts'
import { showPerson } from './people_controller.ts'

/** The link with which a person chooses a password: an invitation, or a reset for whoever has one already. */
export default class PersonLinksController {
  /** Shown on this one page: it cannot be looked up again. */
  async store(ctx: HttpContext) {
    const { bouncer, params, visitor } = ctx
    await bouncer.with(UserPolicy).authorize('makeLink')
    const make = async () => {
      const { status } = await new FindUser().handle(params.id)
      const link =
        status === 'invited'
          ? (await new RenewInvitation().handle(params.id, visitor)).link
          : await new MakeResetLink().handle(params.id, visitor)
      return showPerson(ctx, UNTOUCHED, { link })
    }
    return answerForm(ctx, make, (form) => showPerson(ctx, form))
  }

  async destroy(ctx: HttpContext) {
    const { bouncer, params, response, session, visitor } = ctx
    await bouncer.with(UserPolicy).authorize('manage')
    const withdraw = async () => {
      await new WithdrawInvitation().handle(params.id, visitor)
      session.flash('notice', 'invitation_withdrawn')
      return response.redirect().toPath('/people')
    }
    return answerForm(ctx, withdraw, (form) => showPerson(ctx, form))
  }
}
