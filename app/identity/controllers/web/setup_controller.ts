import type { HttpContext } from '@adonisjs/core/http'
import { SetUpInstallation } from '../../actions/set_up_installation.ts'
import { browserOf } from '../../browser.ts'
import { answerForm, UNTOUCHED, validateForm, type FormState } from '../../forms.ts'
import { writeLoginCookie } from '../../login_cookie.ts'
import { setupKey } from '../../setup_key.ts'
import { setupValidator } from '../../validators/forms.ts'

/** The first visit to a new installation, by the link from its console. */
export default class SetupController {
  async create(ctx: HttpContext) {
    setupKey.assertFits(tokenOf(ctx))
    return show(ctx, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    const token = tokenOf(ctx)
    setupKey.assertFits(token)
    const setUp = async () => {
      const setup = await validateForm(ctx, setupValidator)
      writeLoginCookie(ctx, await new SetUpInstallation(setupKey).handle(setup, token, browserOf(ctx)))
      return ctx.response.redirect().toPath('/')
    }
    return answerForm(ctx, setUp, (form) => show(ctx, form))
  }
}

function show(ctx: HttpContext, form: FormState) {
  return ctx.view.render('identity/setup', { form, token: tokenOf(ctx) })
}

function tokenOf({ request }: HttpContext): string {
  return String(request.input('token') ?? '')
}
