import type { HttpContext } from '@adonisjs/core/http'
import { answerForm, PERMISSIONS, UNTOUCHED, validateForm, type FormState } from '#identity'
import { CreateToken } from '../actions/create_token.ts'
import { RevokeToken } from '../actions/revoke_token.ts'
import TokenPolicy from '../policies/token_policy.ts'
import { ListTokens } from '../queries/list_tokens.ts'
import { transformToken } from '../transformers/tokens.ts'
import { endOfDay, tokenFormValidator } from '../validators/tokens.ts'

/** The page of one's own API tokens. */
export default class TokensController {
  async index(ctx: HttpContext) {
    await ctx.bouncer.with(TokenPolicy).authorize('change')
    return showTokens(ctx, UNTOUCHED)
  }

  /** Shown on this one page: it cannot be looked up again. */
  async store(ctx: HttpContext) {
    const { bouncer, view, visitor } = ctx
    await bouncer.with(TokenPolicy).authorize('change')
    const create = async () => {
      const { name, scopes, expiresAt } = await validateForm(ctx, tokenFormValidator)
      const input = { userId: visitor.user.id, name, scopes, expiresAt: expiresAt && endOfDay(expiresAt) }
      return view.render('tokens/made', await new CreateToken().handle(input, visitor.actor))
    }
    return answerForm(ctx, create, (form) => showTokens(ctx, form))
  }

  async destroy({ bouncer, params, response, session, visitor }: HttpContext) {
    await bouncer.with(TokenPolicy).authorize('change')
    await new RevokeToken().handle({ id: params.id, userId: visitor.user.id }, visitor.actor)
    session.flash('notice', 'token_revoked')
    return response.redirect().toPath('/account/tokens')
  }
}

async function showTokens({ view, visitor }: HttpContext, form: FormState) {
  const { data } = await new ListTokens().page(visitor.user.id, { limit: 200 })
  const permissions = PERMISSIONS.filter((permission) => visitor.canSomewhere(permission))
  return view.render('tokens/index', { tokens: data.map(transformToken), permissions, form, now: new Date().toISOString() })
}
