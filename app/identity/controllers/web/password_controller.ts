import type { HttpContext } from '@adonisjs/core/http'
import { ChangePassword } from '../../actions/change_password.ts'
import { browserOf } from '../../browser.ts'
import { answerForm, validateForm } from '../../forms.ts'
import { writeLoginCookie } from '../../login_cookie.ts'
import AccountPolicy from '../../policies/account_policy.ts'
import { changePasswordValidator } from '../../validators/forms.ts'
import { showAccount } from './account_controller.ts'

export default class PasswordController {
  async update(ctx: HttpContext) {
    const { bouncer, response, session, visitor } = ctx
    await bouncer.with(AccountPolicy).authorize('change')
    const change = async () => {
      const passwords = await validateForm(ctx, changePasswordValidator)
      writeLoginCookie(ctx, await new ChangePassword().handle(passwords, visitor, browserOf(ctx)))
      session.regenerate()
      session.flash('notice', 'password_changed')
      return response.redirect().toPath('/account')
    }
    return answerForm(ctx, change, (passwordForm) => showAccount(ctx, { passwordForm }))
  }
}
