import { inTransaction } from '#core/database/index'
import { Job, PRIORITY } from '#core/jobs/index'
import { KEPT_DAYS } from '../errors.ts'

/** Ends the time in which deleted collections and views can be brought back. */
export class ForgetDeletedCollections extends Job {
  static jobName = 'collections.forget_deleted'
  static priority = PRIORITY.housekeeping
  static attempts = 3

  async handle() {
    const since = Date.now() - KEPT_DAYS * 24 * 3600_000
    await inTransaction(async (trx) => {
      for (const table of ['collections', 'saved_views']) await trx.from(table).where('deleted_at', '<', since).delete()
    })
  }
}
