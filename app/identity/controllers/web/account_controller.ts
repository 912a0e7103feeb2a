import type { HttpContext } from '@adonisjs/core/http'
import { RenameUser } from '../../actions/rename_user.ts'
import { answerForm, UNTOUCHED, validateForm } from '../../forms.ts'
import AccountPolicy from '../../policies/account_policy.ts'
import { FindUser } from '../../queries/find_user.ts'
import { renameValidator } from '../../validators/forms.ts'

/** One's own name and password. */
export default class AccountController {
  async show(ctx: HttpContext) {
    await ctx.bouncer.with(AccountPolicy).authorize('change')
    return showAccount(ctx, {})
  }

  async update(ctx: HttpContext) {
    const { bouncer, response, session, visitor } = ctx
    await bouncer.with(AccountPolicy).authorize('change')
    const rename = async () => {
      const { name } = await validateForm(ctx, renameValidator)
      await new RenameUser().handle(visitor.user.id, name, visitor.actor)
      session.flash('notice', 'renamed')
      return response.redirect().toPath('/account')
    }
    return answerForm(ctx, rename, (nameForm) => showAccount(ctx, { nameForm }))
  }
}

export async function showAccount({ view, visitor }: HttpContext, forms: object) {
  const user = await new FindUser().handle(visitor.user.id)
  return view.render('identity/account', { user, nameForm: UNTOUCHED, passwordForm: UNTOUCHED, ...forms })
}
