import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import db from '@adonisjs/lucid/services/db'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { Problem } from '#core/http/index'

const MAX_KEY_LENGTH = 200
/** For how long the first answer is given again. */
export const REMEMBERED_MS = 24 * 3600_000
/** A request that began so long ago and has no answer died with its process. */
const ABANDONED_MS = 10 * 60_000

type Row = { id: string; status: number | null; body: string | null; headers: string | null; created_at: number }

/**
 * Gives a program that lost the answer to a POST the same answer again instead of doing it twice: the
 * key is the caller's own, and counts for this person, this address and one day.
 */
export class IdempotencyMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const key = ctx.request.header('idempotency-key')
    if (!key || ctx.request.method() !== 'POST') return next()
    if (key.length > MAX_KEY_LENGTH) throw new KeyTooLong()
    const id = createHash('sha256').update([ctx.visitor.user.id, ctx.request.url(), key].join('\n')).digest('hex')
    const earlier = await this.#claim(id)
    if (earlier) return this.#replay(ctx, earlier)
    try {
      await next()
    } catch (error) {
      // A refusal changed nothing, so the same request may be tried again.
      await this.#forget(id)
      throw error
    }
    await this.#remember(ctx, id)
  }

  /** Answers the row of an earlier request with this key, or takes the key for this one. */
  async #claim(id: string): Promise<Row | null> {
    const now = Date.now()
    try {
      await inRepeatableTransaction((trx) => trx.table('idempotency_keys').insert({ id, created_at: now }))
      return null
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
    const row: Row | null = await db.from('idempotency_keys').where('id', id).first()
    const lifetime = row?.status ? REMEMBERED_MS : ABANDONED_MS
    if (row && now - Number(row.created_at) < lifetime) return row
    // Too old to count. Of several that find it so, one takes it over.
    const mine = await inRepeatableTransaction((trx) =>
      trx
        .from('idempotency_keys')
        .where({ id, created_at: row?.created_at ?? 0 })
        .update({ created_at: now, status: null, body: null, headers: null })
    )
    if (Number(mine) !== 1) throw new StillRunning()
    return null
  }

  #replay({ response }: HttpContext, row: Row) {
    if (row.status === null) throw new StillRunning()
    for (const [name, value] of Object.entries(JSON.parse(row.headers ?? '{}') as Record<string, string>)) response.header(name, value)
    response.header('Idempotency-Replayed', 'true')
    response.status(row.status).send(row.body ?? '')
  }

  async #remember({ response }: HttpContext, id: string) {
    const body = response.getBody() as unknown
    const headers = Object.fromEntries(
      ['location', 'etag', 'content-type'].flatMap((name) => (response.getHeader(name) ? [[name, response.getHeader(name)]] : []))
    )
    await inRepeatableTransaction((trx) =>
      trx
        .from('idempotency_keys')
        .where('id', id)
        .update({
          status: response.getStatus(),
          body: body === null || body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
          headers: JSON.stringify({ 'content-type': 'application/json; charset=utf-8', ...headers }),
        })
    )
  }

  async #forget(id: string) {
    await inRepeatableTransaction((trx) => trx.from('idempotency_keys').where('id', id).delete())
  }
}

class KeyTooLong extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'idempotency_key_too_long',
      title: 'Key too long',
      detail: `An Idempotency-Key has at most ${MAX_KEY_LENGTH} characters.`,
    })
  }
}

class StillRunning extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'still_running',
      title: 'Still running',
      detail: 'A request with this Idempotency-Key is still being carried out. Ask again in a moment to get its answer.',
      headers: { 'Retry-After': '2' },
    })
  }
}
