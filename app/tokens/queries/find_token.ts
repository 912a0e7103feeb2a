import logger from '@adonisjs/core/services/logger'
import { inRepeatableTransaction, readRows } from '#core/database/index'
import { digest, type Bearer } from '#identity'

/** "Last used" is for people to read: a write per request would be a high price for its seconds. */
const USED_STEP_MS = 5 * 60 * 1000

type Row = { id: string; userId: string; scopes: string | null; lastUsedAt: number | null }

const BY_SECRET = `
  select id, user_id as userId, scopes, last_used_at as lastUsedAt from api_tokens
  where token_hash = ? and (expires_at is null or expires_at > ?)`

/** What the secret of an API token stands for, at this moment. */
export async function findToken(secret: string): Promise<Bearer | null> {
  const now = Date.now()
  const [row] = await readRows<Row>(BY_SECRET, [digest(secret), now])
  if (!row) return null
  if (now - Number(row.lastUsedAt ?? 0) >= USED_STEP_MS) noteUsed(row.id, now)
  return { tokenId: row.id, userId: row.userId, scopes: row.scopes?.split(',') ?? null }
}

function noteUsed(id: string, now: number) {
  inRepeatableTransaction((trx) =>
    trx
      .from('api_tokens')
      .where('id', id)
      .where((query) => query.whereNull('last_used_at').orWhere('last_used_at', '<', now))
      .update({ last_used_at: now })
  ).catch((error) => logger.warn({ err: error }, 'could not note when an API token was last used'))
}
