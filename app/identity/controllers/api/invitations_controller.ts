import type { HttpContext } from '@adonisjs/core/http'
import { RenewInvitation } from '../../actions/renew_invitation.ts'
import { WithdrawInvitation } from '../../actions/withdraw_invitation.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { FindInvitation } from '../../queries/find_invitation.ts'
import { ListInvitations } from '../../queries/list_invitations.ts'
import { transformInvitation, transformInvited } from '../../transformers/users.ts'
import { listValidator, renewInvitationValidator } from '../../validators/people.ts'

export default class InvitationsController {
  async index({ bouncer, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const ask = await request.validateUsing(listValidator, { data: request.qs() })
    const { data, meta } = await new ListInvitations().page(ask)
    return { data: data.map(transformInvitation), meta }
  }

  /** A new link for somebody who is invited already; whoever is new is invited by POST /users. */
  async store({ bouncer, request, response, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const { userId } = await request.validateUsing(renewInvitationValidator)
    return response.created(transformInvited(await new RenewInvitation().handle(userId, visitor)))
  }

  async destroy({ bouncer, params, response, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const { userId } = await new FindInvitation().handle(params.id)
    await new WithdrawInvitation().handle(userId, visitor)
    return response.noContent()
  }
}
