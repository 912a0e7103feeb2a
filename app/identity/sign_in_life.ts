import logger from '@adonisjs/core/services/logger'
import { inRepeatableTransaction } from '#core/database/index'

const DAY_MS = 24 * 60 * 60 * 1000

/** A sign-in ends this long after it began, however often it is used. */
export const SIGN_IN_LIFE_MS = 30 * DAY_MS
/** … and this long after it was last used. */
export const IDLE_LIMIT_MS = 14 * DAY_MS

/** "Last seen" is for people to read: a write per request would be a high price for its seconds. */
const SEEN_STEP_MS = 5 * 60 * 1000

/** Notes that a sign-in is in use, without making the request wait for the write. */
export function noteSeen(signInId: string, lastSeenAt: number, now: number) {
  if (now - lastSeenAt < SEEN_STEP_MS) return
  inRepeatableTransaction((trx) =>
    trx.from('sign_ins').where('id', signInId).where('last_seen_at', lastSeenAt).update({ last_seen_at: now })
  ).catch((error) => logger.warn({ err: error }, 'could not note when a sign-in was last seen'))
}
