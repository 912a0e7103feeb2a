import type { HttpContext } from '@adonisjs/core/http'
import { toProblem } from '#core/http/exception_handler'

/** What a person can put right, or wait for; anything else is an error page. */
const SHOWN = [403, 409, 412, 413, 422]

/** Does what a form asks for and goes where `work` says; where that is refused, back to the form with what was typed and why not. */
export async function answerForm(ctx: HttpContext, back: string, work: () => Promise<string>) {
  try {
    return ctx.response.redirect().toPath(await work())
  } catch (error) {
    const problem = toProblem(error, ctx)
    if (!SHOWN.includes(problem.status)) throw error
    ctx.session.flashExcept(['_csrf', 'rows'])
    ctx.session.flash('taxonomyProblem', { text: problem.detail, rows: problem.code === 'import_refused' ? problem.errors : [] })
    return ctx.response.redirect().toPath(back)
  }
}
