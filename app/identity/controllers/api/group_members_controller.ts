import type { HttpContext } from '@adonisjs/core/http'
import { ChangeMembership } from '../../actions/change_membership.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { ListGroups } from '../../queries/list_groups.ts'
import { listValidator } from '../../validators/people.ts'
import { groupMemberValidator } from '../../validators/rights.ts'

/** Who is in a group. */
export default class GroupMembersController {
  async index({ bouncer, params, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const ask = await request.validateUsing(listValidator, { data: request.qs() })
    const { data, meta } = await new ListGroups().members(params.id, ask)
    return { data: data.map(({ id, name, email, status }) => ({ id, name, email, status })), meta }
  }

  async store({ bouncer, params, request, response, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const { userId } = await request.validateUsing(groupMemberValidator)
    await new ChangeMembership().join({ groupId: params.id, userId }, visitor)
    return response.noContent()
  }

  async destroy({ bouncer, params, response, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    await new ChangeMembership().leave({ groupId: params.id, userId: params.userId }, visitor)
    return response.noContent()
  }
}
