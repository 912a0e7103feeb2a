import { newId } from '../database/id.ts'
import { insertRows } from '../database/statements.ts'
import type { Transaction } from '../database/transaction.ts'

/** How a change came in. */
export type Via = 'web' | 'api' | 'job' | 'cli'

/** Who makes a change, and by which way. `id` is null for the system itself. */
export type Actor = { id: string | null; via: Via; tokenId?: string | null }

export const SYSTEM: Actor = { id: null, via: 'job' }

export type NewActivity = {
  /** What happened, as `noun.verb` in the past: `asset.renamed`. */
  action: string
  subjectType: string
  subjectId: string
  brandId?: string | null
  before?: object | null
  after?: object | null
  /** The operation that this change was part of. */
  cause?: string | null
}

/**
 * Writes down what happened, in the transaction that makes it happen: one row per changed subject.
 * Log, webhooks, notifications and the search index are all read from here.
 */
export async function recordActivities(trx: Transaction, actor: Actor, activities: NewActivity[]) {
  if (activities.length === 0) return
  const now = Date.now()
  await insertRows(
    trx,
    'activities',
    activities.map((one) => ({
      id: newId(),
      actor_id: actor.id,
      token_id: actor.tokenId ?? null,
      via: actor.via,
      action: one.action,
      subject_type: one.subjectType,
      subject_id: one.subjectId,
      brand_id: one.brandId ?? null,
      cause: one.cause ?? null,
      before_values: one.before ? JSON.stringify(one.before) : null,
      after_values: one.after ? JSON.stringify(one.after) : null,
      created_at: now,
    }))
  )
}

export function recordActivity(trx: Transaction, actor: Actor, activity: NewActivity) {
  return recordActivities(trx, actor, [activity])
}
