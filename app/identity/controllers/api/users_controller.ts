import type { HttpContext } from '@adonisjs/core/http'
import { InviteUser } from '../../actions/invite_user.ts'
import { UpdateUser } from '../../actions/update_user.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { FindUser } from '../../queries/find_user.ts'
import { ListUsers } from '../../queries/list_users.ts'
import { transformInvited, transformUser } from '../../transformers/users.ts'
import { inviteValidator, listUsersValidator, updateUserValidator } from '../../validators/people.ts'
import { roleGrants } from '../../validators/role_grants.ts'

export default class UsersController {
  async index({ bouncer, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const { status, text, ...ask } = await request.validateUsing(listUsersValidator, { data: request.qs() })
    const { data, meta } = await new ListUsers().page({ status, text }, ask)
    return { data: data.map(transformUser), meta }
  }

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('view', params.id)
    return transformUser(await new FindUser().handle(params.id))
  }

  async store({ bouncer, request, response, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const { roles, ...person } = await request.validateUsing(inviteValidator)
    const invited = await new InviteUser().handle({ ...person, roles: roleGrants(roles) }, visitor)
    const user = await new FindUser().handle(invited.user.id)
    response.header('Location', `/api/v1/users/${user.id}`)
    return response.created({ ...transformUser(user), invitation: transformInvited(invited) })
  }

  async update({ bouncer, params, request, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const { name, status, roles } = await request.validateUsing(updateUserValidator)
    const isDisabled = status && status === 'disabled'
    await new UpdateUser().handle(params.id, { name, isDisabled, roles: roles && roleGrants(roles) }, visitor)
    return transformUser(await new FindUser().handle(params.id))
  }
}
