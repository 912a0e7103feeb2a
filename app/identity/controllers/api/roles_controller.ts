import type { HttpContext } from '@adonisjs/core/http'
import { CreateRole } from '../../actions/create_role.ts'
import { DeleteRole } from '../../actions/delete_role.ts'
import { UpdateRole } from '../../actions/update_role.ts'
import RolePolicy from '../../policies/role_policy.ts'
import { ListRoles } from '../../queries/list_roles.ts'
import { transformRole, whole } from '../../transformers/rights.ts'
import { createRoleValidator, updateRoleValidator } from '../../validators/rights.ts'

export default class RolesController {
  async index({ bouncer }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('view')
    const roles = await new ListRoles().handle()
    return whole(roles.map(transformRole))
  }

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('view')
    return transformRole(await new ListRoles().find(params.id))
  }

  async store({ bouncer, request, response, visitor }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manage')
    const role = await new CreateRole().handle(await request.validateUsing(createRoleValidator), visitor)
    response.header('Location', `/api/v1/roles/${role.id}`)
    return response.created(transformRole(await new ListRoles().find(role.id)))
  }

  async update({ bouncer, params, request, visitor }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manage')
    await new UpdateRole().handle(params.id, await request.validateUsing(updateRoleValidator), visitor)
    return transformRole(await new ListRoles().find(params.id))
  }

  async destroy({ bouncer, params, response, visitor }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('manage')
    await new DeleteRole().handle(params.id, visitor)
    return response.noContent()
  }
}
