import type { HttpContext } from '@adonisjs/core/http'
import { InviteUser } from '../../actions/invite_user.ts'
import { UpdateUser } from '../../actions/update_user.ts'
import { answerForm, UNTOUCHED, validateForm, type FormState } from '../../forms.ts'
import { canMail } from '../../mails.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { brandsOf } from '../../queries/find_brands.ts'
import { FindUser } from '../../queries/find_user.ts'
import { ListRoles } from '../../queries/list_roles.ts'
import { ListUsers } from '../../queries/list_users.ts'
import { inviteFormValidator, listUsersValidator, personFormValidator } from '../../validators/forms.ts'

export default class PeopleController {
  async index({ bouncer, request, view }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('manage')
    const filters = await request.validateUsing(listUsersValidator, { data: request.qs() })
    return view.render('identity/people', { people: await new ListUsers().byName(filters), filters })
  }

  async create(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    return showInvite(ctx, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    const invite = async () => {
      const { email, name, roleId, brandId } = await validateForm(ctx, inviteFormValidator)
      const roles = [{ roleId, brandId: brandId ?? null }]
      const invited = await new InviteUser().handle({ email, name, roles }, ctx.visitor)
      return ctx.view.render('identity/invited', invited)
    }
    return answerForm(ctx, invite, (form) => showInvite(ctx, form))
  }

  async show(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    return showPerson(ctx, UNTOUCHED)
  }

  async update(ctx: HttpContext) {
    await ctx.bouncer.with(UserPolicy).authorize('manage')
    const { params, response, session, visitor } = ctx
    const update = async () => {
      const { name, roleIds = [], brandIds = [] } = await validateForm(ctx, personFormValidator)
      const roles = roleIds.flatMap((roleId, row) => (roleId ? [{ roleId, brandId: brandIds[row] ?? null }] : []))
      await new UpdateUser().handle(params.id, { name, roles }, visitor)
      session.flash('notice', 'person_saved')
      return response.redirect().toPath(`/people/${params.id}`)
    }
    return answerForm(ctx, update, (form) => showPerson(ctx, form))
  }
}

async function showInvite({ view, visitor }: HttpContext, form: FormState) {
  const choices = { roles: await new ListRoles().handle(), brands: await brandsOf(visitor) }
  return view.render('identity/invite', { form, canMail: canMail(), ...choices })
}

export async function showPerson({ params, view, visitor }: HttpContext, form: FormState, more: object = {}) {
  const person = await new FindUser().handle(params.id)
  const heirs = (await new ListUsers().byName({ status: 'active' })).filter(({ id }) => id !== person.id)
  const choices = { roles: await new ListRoles().handle(), brands: await brandsOf(visitor), heirs }
  return view.render('identity/person', { person, form, link: null, handedOver: null, ...choices, ...more })
}
