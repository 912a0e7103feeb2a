import type { HttpContext } from '@adonisjs/core/http'
import { UseAccountLink } from '../../actions/use_account_link.ts'
import { browserOf } from '../../browser.ts'
import { answerForm, UNTOUCHED, validateForm, type FormState } from '../../forms.ts'
import { writeLoginCookie } from '../../login_cookie.ts'
import { FindAccountLink } from '../../queries/find_account_link.ts'
import { countTry, LINK_TRIES, networkOf } from '../../rate_limits.ts'
import { resetPasswordValidator } from '../../validators/forms.ts'

/** Choosing a new password by the link of a reset. Opening the link spends nothing: mail scanners open links. */
export default class ChosenPasswordController {
  async create(ctx: HttpContext) {
    await countTry(LINK_TRIES, networkOf(ctx.request.ip()))
    return show(ctx, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    await countTry(LINK_TRIES, networkOf(ctx.request.ip()))
    const choose = async () => {
      const { password } = await validateForm(ctx, resetPasswordValidator)
      const secret = await new UseAccountLink().handle('reset', { token: tokenOf(ctx), password }, browserOf(ctx))
      writeLoginCookie(ctx, secret)
      ctx.session.regenerate()
      return ctx.response.redirect().toPath('/')
    }
    return answerForm(ctx, choose, (form) => show(ctx, form))
  }
}

async function show(ctx: HttpContext, form: FormState) {
  const token = tokenOf(ctx)
  const { user } = await new FindAccountLink().handle(token, 'reset')
  return ctx.view.render('identity/reset_password', { form, token, user })
}

function tokenOf({ request }: HttpContext): string {
  return String(request.input('token') ?? '')
}
