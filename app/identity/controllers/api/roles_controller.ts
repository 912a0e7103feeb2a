import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#core/http/index'
import UserPolicy from '../../policies/user_policy.ts'
import { ListRoles } from '../../queries/list_roles.ts'
import { transformRole } from '../../transformers/users.ts'

export default class RolesController {
  async index({ bouncer }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const roles = await new ListRoles().handle()
    return { data: roles.map(transformRole), meta: { total: roles.length, totalIsCapped: false, next: null } }
  }

  async show({ bouncer, params }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const found = (await new ListRoles().handle()).find(({ role }) => role.id === params.id)
    if (!found) throw new NotFound('role')
    return transformRole(found)
  }
}
