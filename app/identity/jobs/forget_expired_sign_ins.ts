import { inTransaction } from '#core/database/index'
import { Job, PRIORITY } from '#core/jobs/index'
import { REMEMBERED_MS } from '../middleware/idempotency_middleware.ts'
import { IDLE_LIMIT_MS } from '../sign_in_life.ts'

/** Clears away what no longer opens anything: sign-ins, links, counted tries and remembered answers. */
export class ForgetExpiredSignIns extends Job {
  static jobName = 'identity.forgetExpiredSignIns'
  static priority = PRIORITY.housekeeping

  async handle() {
    const now = Date.now()
    await inTransaction(async (trx) => {
      await trx
        .from('sign_ins')
        .where('expires_at', '<', now)
        .orWhere('last_seen_at', '<', now - IDLE_LIMIT_MS)
        .delete()
      await trx.from('account_links').where('expires_at', '<', now).delete()
      await trx
        .from('idempotency_keys')
        .where('created_at', '<', now - REMEMBERED_MS)
        .delete()
      await trx.from('rate_limits').where('expire', '<', now).delete()
    })
  }
}
