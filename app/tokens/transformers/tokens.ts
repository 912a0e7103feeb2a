import { isoOf } from '#identity'
import type ApiToken from '../models/api_token.ts'

export function transformToken(token: ApiToken) {
  return {
    id: token.id,
    name: token.name,
    hint: token.hint,
    scopes: token.scopes,
    createdAt: isoOf(token.createdAt),
    lastUsedAt: isoOf(token.lastUsedAt),
    expiresAt: isoOf(token.expiresAt),
  }
}
