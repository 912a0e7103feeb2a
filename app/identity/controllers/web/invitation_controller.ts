import type { HttpContext } from '@adonisjs/core/http'
import { UseAccountLink } from '../../actions/use_account_link.ts'
import { browserOf } from '../../browser.ts'
import { answerForm, UNTOUCHED, validateForm, type FormState } from '../../forms.ts'
import { writeLoginCookie } from '../../login_cookie.ts'
import { FindAccountLink } from '../../queries/find_account_link.ts'
import { countTry, LINK_TRIES, networkOf } from '../../rate_limits.ts'
import { acceptInvitationValidator } from '../../validators/forms.ts'

/** Accepting an invitation by its link. */
export default class InvitationController {
  async create(ctx: HttpContext) {
    await countTry(LINK_TRIES, networkOf(ctx.request.ip()))
    return show(ctx, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    await countTry(LINK_TRIES, networkOf(ctx.request.ip()))
    const accept = async () => {
      const chosen = await validateForm(ctx, acceptInvitationValidator)
      const secret = await new UseAccountLink().handle('invitation', { ...chosen, token: tokenOf(ctx) }, browserOf(ctx))
      writeLoginCookie(ctx, secret)
      ctx.session.regenerate()
      return ctx.response.redirect().toPath('/')
    }
    return answerForm(ctx, accept, (form) => show(ctx, form))
  }
}

async function show(ctx: HttpContext, form: FormState) {
  const token = tokenOf(ctx)
  const { user } = await new FindAccountLink().handle(token, 'invitation')
  return ctx.view.render('identity/accept_invitation', { form, token, user })
}

function tokenOf({ request }: HttpContext): string {
  return String(request.input('token') ?? '')
}
