import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { PERMISSIONS } from '#identity'
import { createTokenValidator, listTokensValidator } from './validators/tokens.ts'

const text = { type: 'string' }
const moment = { type: 'string', format: 'date-time' }
const maybeMoment = { type: ['string', 'null'], format: 'date-time' }

const token: Record<string, JsonSchema> = {
  id: text,
  name: text,
  hint: { ...text, description: 'Its first characters, to recognise it by.' },
  scopes: {
    type: ['array', 'null'],
    items: { enum: [...PERMISSIONS] },
    description: 'What it may do, as far as its owner may; null is all of that.',
  },
  createdAt: moment,
  lastUsedAt: { ...maybeMoment, description: 'To within five minutes.' },
  expiresAt: maybeMoment,
}
const secret = { ...text, description: 'The token itself, for `Authorization: Bearer`. Answered this once only.' }

const NO_TOKEN = 'Not by API token: sign in with a browser.'
const found = { description: 'The token, without its secret', schema: ref('Token') }

describeApi({
  schemas: {
    Token: { type: 'object', required: Object.keys(token), properties: token },
    NewToken: { type: 'object', required: [...Object.keys(token), 'token'], properties: { ...token, token: secret } },
  },
  routes: [
    {
      method: 'get',
      path: '/tokens',
      operationId: 'listTokens',
      summary: 'List your API tokens',
      description: NO_TOKEN,
      tags: ['Account'],
      query: listTokensValidator,
      responses: { 200: { description: 'A page of tokens, newest first', schema: listOf('Token') } },
    },
    {
      method: 'post',
      path: '/tokens',
      operationId: 'createToken',
      summary: 'Make an API token',
      description: `${NO_TOKEN} Its scopes and its end are fixed for good: make another where they no longer fit.`,
      tags: ['Account'],
      requestBody: createTokenValidator,
      responses: { 201: { description: 'The token, this once with its secret', schema: ref('NewToken') } },
    },
    {
      method: 'get',
      path: '/tokens/{id}',
      operationId: 'getToken',
      summary: 'Get one of your API tokens',
      description: NO_TOKEN,
      tags: ['Account'],
      responses: { 200: found },
    },
    {
      method: 'delete',
      path: '/tokens/{id}',
      operationId: 'revokeToken',
      summary: 'Revoke an API token',
      description: `${NO_TOKEN} The next request with it is refused.`,
      tags: ['Account'],
      responses: { 204: { description: 'Revoked' } },
    },
  ],
})
