import type { HttpContext } from '@adonisjs/core/http'
import { CreateGroup } from '../../actions/create_group.ts'
import { DeleteGroup } from '../../actions/delete_group.ts'
import { UpdateGroup } from '../../actions/update_group.ts'
import { answerForm, UNTOUCHED, validateForm, type FormState } from '../../forms.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { brandsOf } from '../../queries/find_brands.ts'
import { ListGroups } from '../../queries/list_groups.ts'
import { ListRoles } from '../../queries/list_roles.ts'
import { ListUsers } from '../../queries/list_users.ts'
import { groupFormValidator } from '../../validators/right_forms.ts'

export default class GroupsController {
  async index({ bouncer, view }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    return view.render('identity/groups', { groups: await new ListGroups().byName() })
  }

  async create(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    return showGroup(ctx, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    const create = async () => {
      const group = await new CreateGroup().handle(await groupFrom(ctx), ctx.visitor)
      ctx.session.flash('notice', 'group_made')
      return ctx.response.redirect().toPath(`/groups/${group.id}`)
    }
    return answerForm(ctx, create, (form) => showGroup(ctx, form))
  }

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    return showGroup(ctx, UNTOUCHED)
  }

  async update(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    const update = async () => {
      await new UpdateGroup().handle(ctx.params.id, await groupFrom(ctx), ctx.visitor)
      ctx.session.flash('notice', 'saved')
      return ctx.response.redirect().toPath(`/groups/${ctx.params.id}`)
    }
    return answerForm(ctx, update, (form) => showGroup(ctx, form))
  }

  async destroy(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    const remove = async () => {
      await new DeleteGroup().handle(ctx.params.id, ctx.visitor)
      ctx.session.flash('notice', 'group_deleted')
      return ctx.response.redirect().toPath('/groups')
    }
    return answerForm(ctx, remove, (form) => showGroup(ctx, form))
  }
}

async function groupFrom(ctx: HttpContext) {
  const { name, description, roleIds = [], brandIds = [] } = await validateForm(ctx, groupFormValidator)
  const roles = roleIds.flatMap((roleId, row) => (roleId ? [{ roleId, brandId: brandIds[row] ?? null }] : []))
  return { name, description: description ?? null, roles }
}

export async function showGroup({ params, view, visitor }: HttpContext, form: FormState) {
  const group = params.id ? (await new ListGroups().find(params.id)).group : null
  const members = group ? await new ListGroups().membersByName(group.id) : []
  const all = group ? await new ListUsers().byName({}) : []
  const others = all.filter(({ id, status }) => status !== 'disabled' && members.every((member) => member.id !== id))
  const choices = { roles: await new ListRoles().handle(), brands: await brandsOf(visitor) }
  const held = 'roleIds' in form.values ? typedRoles(form) : (group?.assignments ?? [])
  return view.render('identity/group', { group, held, members, others, form, ...choices })
}

/** What stood in the rows of a form that was refused. */
function typedRoles({ values }: FormState) {
  const [roleIds, brandIds] = [values.roleIds, values.brandIds].map((rows) => (Array.isArray(rows) ? rows : []))
  return roleIds!.flatMap((roleId, row) => (roleId ? [{ roleId, brandId: brandIds![row] ?? null }] : []))
}
