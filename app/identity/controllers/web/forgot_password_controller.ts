import type { HttpContext } from '@adonisjs/core/http'
import { RequestPasswordReset } from '../../actions/request_password_reset.ts'
import { answerForm, UNTOUCHED, validateForm, type FormState } from '../../forms.ts'
import { canMail } from '../../mails.ts'
import { forgotPasswordValidator } from '../../validators/forms.ts'

export default class ForgotPasswordController {
  async create({ view }: HttpContext) {
    return view.render('identity/forgot_password', { form: UNTOUCHED, canMail: canMail(), isSent: false })
  }

  async store(ctx: HttpContext) {
    const { request, view } = ctx
    const show = (form: FormState, isSent = false) => view.render('identity/forgot_password', { form, canMail: canMail(), isSent })
    const ask = async () => {
      const { email } = await validateForm(ctx, forgotPasswordValidator)
      if (canMail()) await new RequestPasswordReset().handle(email, request.ip())
      return show(UNTOUCHED, canMail())
    }
    return answerForm(ctx, ask, show)
  }
}
