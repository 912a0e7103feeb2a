import { inTransaction } from '#core/database/index'
import { Job, PRIORITY } from '#core/jobs/index'
import { KEPT_DAYS } from '../../errors.ts'

/** Ends the time in which deleted campaigns can be brought back. */
export class ForgetDeletedCampaigns extends Job {
  static jobName = 'taxonomy.forget_deleted_campaigns'
  static priority = PRIORITY.housekeeping
  static attempts = 3

  async handle() {
    const since = Date.now() - KEPT_DAYS * 24 * 3600_000
    await inTransaction((trx) => trx.from('campaigns').where('deleted_at', '<', since).delete())
  }
}
