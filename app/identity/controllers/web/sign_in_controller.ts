import type { HttpContext } from '@adonisjs/core/http'
import { EndSignIns } from '../../actions/end_sign_ins.ts'
import { SignInWithPassword } from '../../actions/sign_in_with_password.ts'
import { browserOf } from '../../browser.ts'
import { answerForm, UNTOUCHED, validateForm, type FormState } from '../../forms.ts'
import { clearLoginCookie, writeLoginCookie } from '../../login_cookie.ts'
import { safeNext } from '../../next_path.ts'
import { isSetUp } from '../../prepare_installation.ts'
import { signInValidator } from '../../validators/forms.ts'

export default class SignInController {
  async create(ctx: HttpContext) {
    const { guest, request, response } = ctx
    if (!guest) return response.redirect().toPath(safeNext(request.input('next')))
    if (!(await isSetUp())) return ctx.view.render('identity/not_set_up')
    return show(ctx, UNTOUCHED)
  }

  async store(ctx: HttpContext) {
    const signIn = async () => {
      const { next, ...credentials } = await validateForm(ctx, signInValidator)
      writeLoginCookie(ctx, await new SignInWithPassword().handle(credentials, browserOf(ctx)))
      await endFormer(ctx)
      ctx.session.regenerate()
      return ctx.response.redirect().toPath(safeNext(next))
    }
    return answerForm(ctx, signIn, (form) => show(ctx, form))
  }

  async destroy(ctx: HttpContext) {
    const { response, session } = ctx
    await endFormer(ctx)
    clearLoginCookie(ctx)
    session.clear()
    return response.redirect().toPath('/sign-in')
  }
}

/** Ends the sign-in that this browser had until now, if it had one. */
async function endFormer(ctx: HttpContext) {
  if (ctx.guest || !ctx.visitor.signInId) return
  const { user, signInId, actor } = ctx.visitor
  await new EndSignIns().handle({ userId: user.id, only: signInId }, actor)
}

function show({ request, view }: HttpContext, form: FormState) {
  return view.render('identity/sign_in', { form, next: safeNext(request.input('next'), '') })
}
