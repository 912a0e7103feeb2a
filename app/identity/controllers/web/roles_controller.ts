import type { HttpContext } from '@adonisjs/core/http'
import { CreateRole } from '../../actions/create_role.ts'
import { DeleteRole } from '../../actions/delete_role.ts'
import { UpdateRole } from '../../actions/update_role.ts'
import { answerForm, UNTOUCHED, validateForm, type FormState } from '../../forms.ts'
import { PERMISSIONS } from '../../permissions.ts'
import RolePolicy from '../../policies/role_policy.ts'
import { ListRoles } from '../../queries/list_roles.ts'
import { roleFormValidator } from '../../validators/right_forms.ts'

export default class RolesController {
  async index({ bouncer, view }: HttpContext) {
    await bouncer.with(RolePolicy).authorize('view')
    return view.render('identity/roles', { roles: await new ListRoles().handle(), permissions: PERMISSIONS })
  }

  async create(ctx: HttpContext) {
    await ctx.bouncer.with(RolePolicy).authorize('manage')
    return showRole(ctx, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(RolePolicy).authorize('manage')
    const create = async () => {
      const { name, permissions = [] } = await validateForm(ctx, roleFormValidator)
      await new CreateRole().handle({ name, permissions }, ctx.visitor)
      ctx.session.flash('notice', 'role_made')
      return ctx.response.redirect().toPath('/roles')
    }
    return answerForm(ctx, create, (form) => showRole(ctx, form))
  }

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(RolePolicy).authorize('view')
    return showRole(ctx, UNTOUCHED)
  }

  async update(ctx: HttpContext) {
    await ctx.bouncer.with(RolePolicy).authorize('manage')
    const update = async () => {
      const { name, permissions = [] } = await validateForm(ctx, roleFormValidator)
      await new UpdateRole().handle(ctx.params.id, { name, permissions }, ctx.visitor)
      ctx.session.flash('notice', 'saved')
      return ctx.response.redirect().toPath(`/roles/${ctx.params.id}`)
    }
    return answerForm(ctx, update, (form) => showRole(ctx, form))
  }

  async destroy(ctx: HttpContext) {
    await ctx.bouncer.with(RolePolicy).authorize('manage')
    const remove = async () => {
      await new DeleteRole().handle(ctx.params.id, ctx.visitor)
      ctx.session.flash('notice', 'role_deleted')
      return ctx.response.redirect().toPath('/roles')
    }
    return answerForm(ctx, remove, (form) => showRole(ctx, form))
  }
}

/** Offers what the visitor may give, and shows what the role has already. */
async function showRole({ params, view, visitor }: HttpContext, form: FormState) {
  const found = params.id ? await new ListRoles().find(params.id) : null
  const held = found?.permissions ?? []
  const permissions = PERMISSIONS.filter((one) => visitor.can(one) || held.includes(one))
  const mayChange = visitor.can('roles.manage') && !found?.role.isBuiltIn
  return view.render('identity/role', { role: found?.role ?? null, held, permissions, mayChange, form })
}
