import type { HttpContext } from '@adonisjs/core/http'
import { CreateGroup } from '../../actions/create_group.ts'
import { DeleteGroup } from '../../actions/delete_group.ts'
import { UpdateGroup } from '../../actions/update_group.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { ListGroups } from '../../queries/list_groups.ts'
import { transformGroup } from '../../transformers/rights.ts'
import { listValidator } from '../../validators/people.ts'
import { createGroupValidator, updateGroupValidator } from '../../validators/rights.ts'
import { roleGrants } from '../../validators/role_grants.ts'

export default class GroupsController {
  async index({ bouncer, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const ask = await request.validateUsing(listValidator, { data: request.qs() })
    const { data, meta } = await new ListGroups().page(ask)
    return { data: data.map(transformGroup), meta }
  }

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    return transformGroup(await new ListGroups().find(params.id))
  }

  async store({ bouncer, request, response, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const { roles = [], ...given } = await request.validateUsing(createGroupValidator)
    const group = await new CreateGroup().handle({ ...given, roles: roleGrants(roles) }, visitor)
    response.header('Location', `/api/v1/groups/${group.id}`)
    return response.created(transformGroup(await new ListGroups().find(group.id)))
  }

  async update({ bouncer, params, request, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const { roles, ...given } = await request.validateUsing(updateGroupValidator)
    await new UpdateGroup().handle(params.id, { ...given, roles: roles && roleGrants(roles) }, visitor)
    return transformGroup(await new ListGroups().find(params.id))
  }

  async destroy({ bouncer, params, response, visitor }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    await new DeleteGroup().handle(params.id, visitor)
    return response.noContent()
  }
}
