import type { HttpContext } from '@adonisjs/core/http'
import { ChangeMembership } from '../../actions/change_membership.ts'
import { answerForm, validateForm } from '../../forms.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { groupMemberValidator } from '../../validators/rights.ts'
import { showGroup } from './groups_controller.ts'

export default class GroupMembersController {
  async store(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    const add = async () => {
      const { userId } = await validateForm(ctx, groupMemberValidator)
      await new ChangeMembership().join({ groupId: ctx.params.id, userId }, ctx.visitor)
      return done(ctx, 'member_added')
    }
    return answerForm(ctx, add, (form) => showGroup(ctx, form))
  }

  async destroy(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    const remove = async () => {
      await new ChangeMembership().leave({ groupId: ctx.params.id, userId: ctx.params.userId }, ctx.visitor)
      return done(ctx, 'member_removed')
    }
    return answerForm(ctx, remove, (form) => showGroup(ctx, form))
  }
}

function done({ params, response, session }: HttpContext, notice: string) {
  session.flash('notice', notice)
  return response.redirect().toPath(`/groups/${params.id}`)
}
