import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import type { VineValidator } from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import { toProblem } from '#core/http/exception_handler'

/** What a person can put right, or wait for; anything else is an error page. */
const SHOWN_IN_THE_FORM = [403, 409, 422, 429]

const NEVER_SHOWN_AGAIN = ['_csrf', 'token', 'password', 'current']

export type FormState = { values: Record<string, unknown>; errors: Record<string, string>; problem: string | null; isFresh: boolean }

export const UNTOUCHED: FormState = { values: {}, errors: {}, problem: null, isFresh: true }

/**
 * Does what a form asks for. Where that is refused, the answer is the form again with what was typed and
 * what is wrong, under the status of the refusal.
 */
export async function answerForm(ctx: HttpContext, work: () => Promise<unknown>, showAgain: (form: FormState) => Promise<string>) {
  try {
    return await work()
  } catch (error) {
    const problem = toProblem(error, ctx)
    if (!SHOWN_IN_THE_FORM.includes(problem.status)) throw error
    const errors = Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field.split('.')[0], message]))
    const form = {
      values: ctx.request.except(NEVER_SHOWN_AGAIN),
      errors,
      problem: problem.errors ? null : problem.detail,
      isFresh: false,
    }
    for (const [name, value] of Object.entries(problem.headers)) ctx.response.header(name, value)
    return ctx.response.status(problem.status).send(await showAgain(form))
  }
}

/** Validates a form in words of the page: "Enter an e-mail address", not "The email field must be …". */
export function validateForm<Schema extends SchemaTypes>({ request }: HttpContext, validator: VineValidator<Schema, undefined>) {
  const words = i18nManager.locale(i18nManager.defaultLocale)
  return validator.validate(request.body(), { messagesProvider: words.createMessagesProvider('identity.validation'), meta: undefined })
}
