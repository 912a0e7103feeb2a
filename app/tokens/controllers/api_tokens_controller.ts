import type { HttpContext } from '@adonisjs/core/http'
import { CreateToken } from '../actions/create_token.ts'
import { RevokeToken } from '../actions/revoke_token.ts'
import TokenPolicy from '../policies/token_policy.ts'
import { ListTokens } from '../queries/list_tokens.ts'
import { transformToken } from '../transformers/tokens.ts'
import { createTokenValidator, listTokensValidator } from '../validators/tokens.ts'

/** One's own API tokens, for programs of the browser: the token itself is answered once, when it is made. */
export default class ApiTokensController {
  async index({ bouncer, request, visitor }: HttpContext) {
    await bouncer.with(TokenPolicy).authorize('change')
    const ask = await request.validateUsing(listTokensValidator, { data: request.qs() })
    const { data, meta } = await new ListTokens().page(visitor.user.id, ask)
    return { data: data.map(transformToken), meta }
  }

  async show({ bouncer, params, visitor }: HttpContext) {
    await bouncer.with(TokenPolicy).authorize('change')
    return transformToken(await new ListTokens().find(visitor.user.id, params.id))
  }

  async store({ bouncer, request, response, visitor }: HttpContext) {
    await bouncer.with(TokenPolicy).authorize('change')
    const { name, scopes, expiresAt } = await request.validateUsing(createTokenValidator)
    const input = { userId: visitor.user.id, name, scopes, expiresAt: expiresAt?.getTime() }
    const { token, secret } = await new CreateToken().handle(input, visitor.actor)
    response.header('Location', `/api/v1/tokens/${token.id}`)
    return response.created({ ...transformToken(token), token: secret })
  }

  async destroy({ bouncer, params, response, visitor }: HttpContext) {
    await bouncer.with(TokenPolicy).authorize('change')
    await new RevokeToken().handle({ id: params.id, userId: visitor.user.id }, visitor.actor)
    return response.noContent()
  }
}
